/** Bugs which the tests of `SharedKeyedMutex` must catch, planted one at a time. */
export const sharedKeyedMutexMutants = [
  {
    name: 'many keys are taken in the order in which they were named',
    file: 'shared-keyed-mutex/shared-keyed-mutex.ts',
    find: '[...slots].sort((one, other) => one - other)',
    replace: 'slots',
    caughtBy: 'unit',
  },
  {
    name: 'two keys of one slot are taken one after the other',
    file: 'shared-keyed-mutex/shared-keyed-mutex.ts',
    find: 'new Set([...keys].map((key) => toSlot(key, this.slots)))',
    replace: '[...keys].map((key) => toSlot(key, this.slots))',
    caughtBy: 'unit',
  },
] as const;
