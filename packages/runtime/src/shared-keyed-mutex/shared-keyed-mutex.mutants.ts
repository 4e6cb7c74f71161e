/** Bugs which the tests of `SharedKeyedMutex` must catch, planted one at a time. */
export const sharedKeyedMutexMutants = [
  {
    name: 'many keys are taken in the order in which they were named',
    file: 'shared-keyed-mutex/shared-keyed-mutex.ts',
    find: '[...slots].sort((one, other) => one - other)',
    replace: 'slots',
    caughtBy: 'threads',
  },
  {
    name: 'two keys of one slot are taken one after the other',
    file: 'shared-keyed-mutex/shared-keyed-mutex.ts',
    find: 'new Set([...keys].map((key) => toSlot(key, this.slots)))',
    replace: '[...keys].map((key) => toSlot(key, this.slots))',
    caughtBy: 'threads',
  },
  {
    name: 'all keys have one slot',
    file: 'shared-keyed-mutex/slot-of-key.ts',
    find: 'return (hash >>> 0) % slots;',
    replace: 'return hash * 0 * slots;',
    caughtBy: 'laws',
  },
] as const;
