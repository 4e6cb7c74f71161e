import { findGuardsOutsideWrite } from '../analyses/guards-outside-write.js';
import { reachesElsewhere } from '../analyses/reaches-elsewhere.js';
import { repairsOfGuardOutsideWrite } from '../repairs/guard-outside-write.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';
import { fieldName } from './field-name.js';
import { lineOf } from './line-of.js';

export const noGuardOutsideWrite = createRule({
  name: 'no-guard-outside-write',
  meta: {
    type: 'problem',
    docs: {
      description:
        'Disallow deciding a write by a value read earlier without carrying the condition in the write',
    },
    schema: [optionsOf('condition', 'row-lock', 'lock')],
    defaultOptions: [{}],
    messages: {
      guardOutside:
        '`{{ name }}` is read on line {{ read }}, and what it was then decides on line {{ tested }} that line {{ written }} changes it; another request that reads it in between is let through too.',
      quota:
        'Line {{ read }} counts `{{ name }}`, and line {{ written }} adds one; another request that counts in between adds one too, beyond the limit.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      for (const race of findGuardsOutsideWrite(model, context.options[0] ?? {})) {
        const { derivation, fact, write, field } = race;
        const name = field
          ? fieldName({ write, field }, context.sourceCode)
          : (write.resource.model ?? 'rows');
        report(context, {
          messageId: field ? 'guardOutside' : 'quota',
          range: (field ?? write).node.range,
          data: {
            name,
            read: lineOf(derivation.read.node),
            tested: lineOf(fact.test),
            written: lineOf(write.elsewhere ?? write.node),
          },
          repairs: reachesElsewhere(write, derivation.read, fact)
            ? []
            : repairsOfGuardOutsideWrite(race, context.sourceCode),
        });
      }
    },
  }),
});
