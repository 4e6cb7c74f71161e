import { findEmptiedBatches } from '../analyses/emptied-batches.js';
import { findReadAwaitWrites } from '../analyses/read-await-writes.js';
import { repairsOfEmptiedBatch } from '../repairs/memory/emptied-batch.js';
import { repairsOfReadAwaitWrite } from '../repairs/read-await-write.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { lineOf } from './line-of.js';
import { fieldName } from './field-name.js';
import { shown } from './shown.js';

export const noReadAwaitWrite = createRule({
  name: 'no-read-await-write',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow writing shared memory from a value read before an `await`',
    },
    schema: [optionsOf('reorder', 'counter', 'guarded', 'mutex')],
    defaultOptions: [{}],
    messages: {
      readAwaitWrite:
        '`{{ name }}` is read on line {{ read }}, other work runs at the `await`, and line {{ written }} writes it from the old value; a change made in between is lost.',
      batchEmptied:
        '`{{ name }}` is handed over on line {{ read }}, other work runs at the `await`, and line {{ written }} empties it; what was added in between is lost.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      for (const race of findReadAwaitWrites(model, context.options[0] ?? {})) {
        report(context, {
          messageId: 'readAwaitWrite',
          range: race.field.node.range,
          data: {
            name: fieldName(race, context.sourceCode),
            read: lineOf(race.derivation.node),
            written: lineOf(race.write.node),
          },
          repairs: repairsOfReadAwaitWrite(race, context.sourceCode),
        });
      }
      for (const batch of findEmptiedBatches(model, context.options[0] ?? {})) {
        report(context, {
          messageId: 'batchEmptied',
          range: batch.write.node.range,
          data: {
            name: shown(batch.list, context.sourceCode),
            read: lineOf(batch.taken),
            written: lineOf(batch.write.node),
          },
          repairs: repairsOfEmptiedBatch(batch, context.sourceCode),
        });
      }
    },
  }),
});
