import { findCheckThenCreates } from '../analyses/check-then-create.js';
import { repairsOfCheckThenCreate } from '../repairs/check-then-create.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { lineOf } from './line-of.js';

export const noCheckThenCreate = createRule({
  name: 'no-check-then-create',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow creating a row because a read did not find it',
    },
    schema: [optionsOf('upsert', 'lock')],
    defaultOptions: [{}],
    messages: {
      checkThenCreate:
        'Line {{ read }} finds no `{{ model }}` and line {{ written }} creates it; another request that looks in between creates it too.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      for (const race of findCheckThenCreates(model, context.options[0] ?? {})) {
        report(context, {
          messageId: 'checkThenCreate',
          range: race.write.node.range,
          data: {
            model: race.write.resource.model ?? 'row',
            read: lineOf(race.read.node),
            written: lineOf(race.write.node),
          },
          repairs: repairsOfCheckThenCreate(race, context.sourceCode),
        });
      }
    },
  }),
});
