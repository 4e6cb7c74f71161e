/** Bugs which the laws of `RWLock` must catch, planted one at a time. */
export const rwLockMutants = [
  {
    name: 'a writer is taken for a reader',
    file: 'rw-lock/rw-lock.ts',
    find: 'return this.#acquire(WRITE_UNITS, options);',
    replace: 'return this.#acquire(READ_UNITS, options);',
    caughtBy: 'exclusion',
  },
  {
    name: 'readers keep each other out',
    file: 'rw-lock/rw-lock.ts',
    find: 'return this.#run(READ_UNITS, fn, options);',
    replace: 'return this.#run(WRITE_UNITS, fn, options);',
    caughtBy: 'order',
  },
  {
    name: 'readers starve a writer',
    file: 'internal/unit-lock.ts',
    find: 'return this.#waiters.length === 0 && units <= this.free;',
    replace: 'return units <= this.free;',
    caughtBy: 'order',
  },
  {
    name: 'a downgrade leaves the waiting readers asleep',
    file: 'internal/unit-lock.ts',
    find: 'guard.units = kept;\n    this.#letIn();',
    replace: 'guard.units = kept;\n    if (kept === 0) this.#letIn();',
    caughtBy: 'order',
  },
  {
    name: 'a downgrade gives the whole lock back',
    file: 'rw-lock/rw-lock.ts',
    find: 'this.#lock.release(guard, READ_UNITS);',
    replace: 'this.#lock.release(guard);',
    caughtBy: 'order',
  },
] as const;
