import { createRule, fixOption } from './create-rule.js';

export const noNonatomicSharedMemory = createRule({
  name: 'no-nonatomic-shared-memory',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow plain updates of memory that other threads update too' },
    schema: [fixOption('atomics')],
    defaultOptions: [{}],
    messages: { lostUpdate: '' },
  },
  create: () => ({}),
});
