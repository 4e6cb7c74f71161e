import { createRule } from './create-rule.js';

export const noNonatomicSharedMemory = createRule({
  name: 'no-nonatomic-shared-memory',
  description: 'Disallow plain reads and writes of shared memory that other threads change',
  messages: { placeholder: '' },
  repairs: ['atomics'],
  create: () => ({}),
});
