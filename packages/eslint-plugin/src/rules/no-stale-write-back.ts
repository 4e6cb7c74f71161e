import { reachesElsewhere } from '../analyses/reaches-elsewhere.js';
import { findStaleWriteBacks } from '../analyses/stale-write-backs.js';
import { repairsOfStaleWriteBack } from '../repairs/stale-write-back.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { rowName } from './row-name.js';
import { lineOf } from './line-of.js';

export const noStaleWriteBack = createRule({
  name: 'no-stale-write-back',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow saving all columns of a row that was read before other work' },
    schema: [optionsOf('partial-save', 'row-lock')],
    defaultOptions: [{}],
    messages: {
      staleWriteBack:
        'Line {{ written }} writes back every column of the `{{ name }}` read on line {{ read }}; a column that another request changed in between gets its old value again.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      for (const race of findStaleWriteBacks(model, context.options[0] ?? {})) {
        report(context, {
          messageId: 'staleWriteBack',
          range: race.write.node.range,
          data: {
            name: rowName(race, context.sourceCode),
            read: lineOf(race.read.node),
            written: lineOf(race.write.elsewhere ?? race.write.node),
          },
          repairs: reachesElsewhere(race.write, race.read)
            ? []
            : repairsOfStaleWriteBack(race, context.sourceCode),
        });
      }
    },
  }),
});
