import { findNestedLocks } from '../analyses/locks/nested-locks.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { lineOf } from './line-of.js';

export const noNestedLock = createRule({
  name: 'no-nested-lock',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow taking locks so that callers wait for themselves or each other',
    },
    schema: [optionsOf()],
    defaultOptions: [{}],
    messages: {
      again:
        '`{{ inner }}` is held since line {{ held }} and cannot be taken a second time; this waits forever.',
      order:
        '`{{ inner }}` is taken while `{{ outer }}` is held, and line {{ other }} takes them the other way round; two callers can wait for each other forever.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      for (const found of findNestedLocks(model, context.options[0] ?? {})) {
        report(context, {
          messageId: found.kind,
          range: found.at.range,
          data: {
            inner: found.inner.lock.name,
            outer: found.outer.lock.name,
            held: lineOf(found.outer.node),
            other: found.other ? lineOf(found.other) : '',
          },
          repairs: [],
        });
      }
    },
  }),
});
