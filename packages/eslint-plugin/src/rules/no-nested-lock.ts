import type { TSESTree } from '@typescript-eslint/utils';

import { findNestedLocks } from '../analyses/locks/nested-locks.js';
import { repairsOfNestedLock } from '../repairs/locks/nested-lock.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { lineOf } from './line-of.js';
import { shown } from './shown.js';

export const noNestedLock = createRule({
  name: 'no-nested-lock',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow taking locks so that callers wait for themselves or each other',
    },
    schema: [optionsOf('unlocked', 'order')],
    defaultOptions: [{}],
    messages: {
      again:
        '`{{ inner }}` is held since line {{ held }} and cannot be taken a second time; this waits forever.',
      order:
        '`{{ inner }}` is taken while `{{ outer }}` is held, and line {{ other }} takes them the other way round; two callers can wait for each other forever.',
      keys: '`{{ inner }}` is taken for `{{ key }}` while it is held for `{{ heldKey }}`; a caller with the two the other way round and this one can wait for each other forever.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      const textOf = (key: TSESTree.Node | undefined): string => {
        return key ? shown(key, context.sourceCode) : '';
      };
      for (const found of findNestedLocks(model, context.options[0] ?? {})) {
        report(context, {
          messageId: found.kind,
          range: found.at.range,
          data: {
            inner: found.inner.lock.name,
            outer: found.outer.lock.name,
            held: lineOf(found.outer.node),
            other: found.other ? lineOf(found.other) : '',
            key: textOf(found.inner.key),
            heldKey: textOf(found.outer.key),
          },
          repairs: repairsOfNestedLock(found, model),
        });
      }
    },
  }),
});
