import { findFloatingWork } from '../analyses/locks/floating-work.js';
import { waitFor } from '../repairs/locks/wait-for.js';
import { createRule, optionsOf, report } from './create-rule.js';
import { fileModel } from './file-model.js';

export const noFloatingCriticalSection = createRule({
  name: 'no-floating-critical-section',
  meta: {
    type: 'problem',
    docs: {
      description: 'Disallow work in a critical section that nobody waits for',
    },
    schema: [optionsOf('await')],
    defaultOptions: [{}],
    messages: {
      work: 'This work is started under `{{ lock }}` and nobody waits for it; it goes on after the lock is released.',
      section:
        'Nobody waits for what runs under `{{ lock }}`; the code below runs before it, and its errors are lost.',
      acquire: 'Nobody waits until `{{ lock }}` is taken; the code below runs without it.',
    },
  },
  create: (context) => ({
    'Program:exit'() {
      const model = fileModel(context);
      for (const found of findFloatingWork(model, context.options[0] ?? {})) {
        report(context, {
          messageId: found.kind,
          range: found.call.range,
          data: { lock: found.use.lock.name },
          repairs: waitFor(found),
        });
      }
    },
  }),
});
