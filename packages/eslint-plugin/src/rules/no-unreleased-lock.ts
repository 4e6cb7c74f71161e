import { findUnreleasedLocks, type UnreleasedLock } from '../analyses/locks/unreleased-locks.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { releaseInFinally } from '../repairs/locks/release-in-finally.js';
import { takeForBlock } from '../repairs/locks/take-for-block.js';
import { lineOf } from './line-of.js';

export const noUnreleasedLock = createRule({
  name: 'no-unreleased-lock',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow taking a lock that some way out of the function does not release',
    },
    schema: [optionsOf('release')],
    defaultOptions: [{}],
    messages: {
      never:
        '`{{ lock }}` is taken here and nothing releases it; the next caller waits {{ wait }}.',
      onThrow:
        '`{{ lock }}` stays taken when line {{ line }} throws; every later caller waits {{ wait }}.',
      onReturn:
        '`{{ lock }}` is still taken when the function ends on line {{ line }}; every later caller waits {{ wait }}.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      for (const found of findUnreleasedLocks(model, context.options[0] ?? {})) {
        const { use, holder } = found.lock;
        report(context, {
          messageId: messageOf(found),
          range: use.node.range,
          data: {
            lock: use.lock.name,
            wait: found.expires ? 'until it expires' : 'forever',
            line: found.leak?.node ? lineOf(found.leak.node) : holder.loc.end.line,
          },
          repairs: [
            ...takeForBlock(found, context.sourceCode),
            ...releaseInFinally(found, context.sourceCode),
          ],
        });
      }
    },
  }),
});

function messageOf({ leak }: UnreleasedLock): 'never' | 'onReturn' | 'onThrow' {
  if (!leak) return 'never';
  return leak.by === 'throw' ? 'onThrow' : 'onReturn';
}
