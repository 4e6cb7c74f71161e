import { findLostUpdates } from '../analyses/lost-updates.js';
import { reachesElsewhere } from '../analyses/reaches-elsewhere.js';
import { withoutSecondLock } from '../repairs/locks/without-second-lock.js';
import { repairsOfLostUpdate } from '../repairs/lost-update.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { fieldName } from './field-name.js';
import { lineOf } from './line-of.js';

export const noLostUpdate = createRule({
  name: 'no-lost-update',
  meta: {
    type: 'problem',
    docs: {
      description:
        'Disallow writing back a value derived from an earlier read of a stored resource',
    },
    schema: [optionsOf('atomic-update', 'condition', 'row-lock', 'version', 'lock')],
    defaultOptions: [{}],
    messages: {
      lostUpdate:
        '`{{ name }}` is written on line {{ written }} from a value read on line {{ read }}; an update made by another request in between is lost.',
      lostUpdateInTransaction:
        '`{{ name }}` is written on line {{ written }} from a value read on line {{ read }}; an update made by another request in between is lost, and the transaction does not prevent it.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      for (const race of findLostUpdates(model, context.options[0] ?? {})) {
        report(context, {
          messageId: race.isInTransaction ? 'lostUpdateInTransaction' : 'lostUpdate',
          range: race.field.node.range,
          data: {
            name: fieldName(race, context.sourceCode),
            written: lineOf(race.write.elsewhere ?? race.write.node),
            read: lineOf(race.derivation.read.node),
          },
          repairs: reachesElsewhere(race.write, race.derivation.read)
            ? []
            : withoutSecondLock(repairsOfLostUpdate(race, context.sourceCode), race, model),
        });
      }
    },
  }),
});
