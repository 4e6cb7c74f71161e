import type { TSESTree } from '@typescript-eslint/utils';

import { findIneffectiveLocks } from '../analyses/ineffective-locks/find-ineffective-locks.js';
import type {
  IneffectiveKind,
  IneffectiveLock,
} from '../analyses/ineffective-locks/ineffective-lock.js';
import { repairsOfIneffectiveLock } from '../repairs/locks/ineffective-lock.js';
import { settingsOf } from '../settings/settings-of.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { lineOf } from './line-of.js';
import { shownText } from './shown.js';

const MESSAGES: Readonly<Record<IneffectiveKind, string>> = {
  perCall: '`{{ name }}` is made anew in each call, so that no two calls wait for each other.',
  afterRead:
    '`{{ name }}` is taken here, after the read on line {{ read }}; what line {{ written }} writes under it may be old.',
  checkBefore:
    '`{{ name }}` is taken here, after the test on line {{ read }}; when line {{ written }} acts on it, it may no longer hold.',
  otherLock:
    'Line {{ other }} guards the same data with `{{ otherName }}`; the two locks do not keep each other out.',
  notTaken:
    'Line {{ written }} writes this under `{{ name }}`, from a value read before it waited; this change does not take the lock and may be overwritten.',
  rowLockOutside:
    'This row lock is outside any transaction; the database lets it go as soon as the statement ends.',
  handleNotPassed: 'This does not run in the transaction around it: `{{ name }}` is not passed on.',
  rowMayNotExist:
    'A `{{ name }}` that does not exist yet cannot be locked; line {{ written }} may create it twice.',
  sameStatement:
    'The statement reads the row as it was before it waited for the lock; lock in a statement of its own, before.',
  sharedWatch:
    '`{{ name }}` is used by others too, and their commands end this `WATCH`; watch on a connection of your own.',
  versionIgnored:
    '`{{ name }}` is compared, but nobody looks whether a row was changed; a lost update goes unnoticed.',
  versionNotHonoured:
    '{{ name }} counts this version up but never compares it; line {{ written }} overwrites what others wrote.',
  homeMade:
    'Two callers can both find `{{ name }}` free on line {{ read }} and both take it here; let the store decide in one step.',
  oneProcess:
    '`{{ name }}` keeps out this process only; another process can change what line {{ written }} writes.',
};

export const noIneffectiveLock = createRule({
  name: 'no-ineffective-lock',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow locks that keep nobody out' },
    schema: [optionsOf('share', 'earlier', 'one-lock', 'pass', 'version', 'upsert', 'lock')],
    defaultOptions: [{}],
    messages: MESSAGES,
  },
  create: (context) => ({
    'Program:exit'() {
      const isMultiProcess = settingsOf(context.settings).deployment === 'multi-process';
      const scope = { ...context.options[0], isMultiProcess };
      const model = fileModel(context);
      for (const found of findIneffectiveLocks(model, scope)) {
        report(context, {
          messageId: found.kind,
          range: rangeOf(found.node),
          data: dataOf(found),
          repairs: repairsOfIneffectiveLock(found, model),
        });
      }
    },
  }),
});

function dataOf({ name, read, written, other }: IneffectiveLock): Record<string, string | number> {
  return {
    name: shownText(name),
    read: read ? lineOf(read) : '',
    written: written ? lineOf(written) : '',
    other: other ? lineOf(other.node) : '',
    otherName: other?.lock.name ?? '',
  };
}

/** A call without its callback, which may be long. */
function rangeOf(node: TSESTree.Node): readonly [number, number] {
  const isCall = node.type === 'CallExpression' && node.loc.start.line !== node.loc.end.line;
  return isCall ? [node.range[0], node.callee.range[1]] : node.range;
}
