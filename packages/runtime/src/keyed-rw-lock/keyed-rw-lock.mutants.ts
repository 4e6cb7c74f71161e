/** Bugs which the laws of `KeyedRWLock` must catch, planted one at a time. */
export const keyedRWLockMutants = [
  {
    name: 'a writer is taken for a reader',
    file: 'keyed-rw-lock/keyed-rw-lock.ts',
    find: 'return this.#locks.run(key, WRITE_UNITS, fn, options);',
    replace: 'return this.#locks.run(key, READ_UNITS, fn, options);',
    caughtBy: 'exclusion',
  },
  {
    name: 'a try to write reads',
    file: 'keyed-rw-lock/keyed-rw-lock.ts',
    find: 'return this.#locks.tryAcquire(key, WRITE_UNITS);',
    replace: 'return this.#locks.tryAcquire(key, READ_UNITS);',
    caughtBy: 'order',
  },
] as const;
