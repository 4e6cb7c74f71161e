import { findLostUpdates } from '../analyses/lost-updates.js';
import { modelOf } from '../effects/model.js';
import { libraries } from '../libraries/index.js';
import { createRule, fixOption, report } from './create-rule.js';

export const noLostUpdate = createRule({
  name: 'no-lost-update',
  meta: {
    type: 'problem',
    docs: {
      description:
        'Disallow writing back a value derived from an earlier read of a stored resource',
    },
    schema: [fixOption('atomic-update', 'lock')],
    defaultOptions: [{}],
    messages: {
      lostUpdate:
        '`{{ name }}` is written on line {{ written }} from a value read on line {{ read }}; an update made by another request in between is lost.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = modelOf(context.sourceCode, context.filename, libraries);
      for (const race of findLostUpdates(model)) {
        report(context, {
          messageId: 'lostUpdate',
          range: race.field.node.range,
          data: {
            name: race.field.path,
            written: race.write.node.loc.start.line,
            read: race.derivation.read.node.loc.start.line,
          },
          repairs: [],
        });
      }
    },
  }),
});
