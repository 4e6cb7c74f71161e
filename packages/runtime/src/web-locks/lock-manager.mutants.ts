/** Bugs which the laws of `LockManager` must catch, planted one at a time. */
export const lockManagerMutants = [
  {
    name: 'every lock is shared',
    file: 'web-locks/lock-manager.ts',
    find: "mode === 'shared' ? READ_UNITS : WRITE_UNITS",
    replace: 'READ_UNITS',
    caughtBy: 'exclusion',
  },
  {
    name: 'the lock is free before the callback is over',
    file: 'web-locks/lock-manager.ts',
    find: 'return await callback(lock);',
    replace: 'return callback(lock) as T;',
    caughtBy: 'exclusion',
  },
  {
    name: 'a callback that ends keeps the lock',
    file: 'web-locks/lock-manager.ts',
    find: '      this.#held.delete(request);\n      request.guard?.release();',
    replace: '      this.#held.delete(request);',
    caughtBy: 'wake-up',
  },
] as const;
