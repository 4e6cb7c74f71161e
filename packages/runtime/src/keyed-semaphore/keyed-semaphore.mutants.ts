/** Bugs which the laws of `KeyedSemaphore` must catch, planted one at a time. */
export const keyedSemaphoreMutants = [
  {
    name: 'the entry of a free key stays',
    file: 'internal/keyed-unit-locks.ts',
    find: 'this.#table.forget(this);',
    replace: '',
    caughtBy: 'leak',
  },
  {
    name: 'an entry leaves when the first of its holders does',
    file: 'internal/unit-lock.ts',
    find: 'if (this.free === this.capacity) this.onFree();',
    replace: 'this.onFree();',
    caughtBy: 'exclusion',
  },
  {
    name: 'the weight is ignored',
    file: 'keyed-semaphore/keyed-semaphore.ts',
    find: 'return this.#locks.run(key, checkWeight(options?.weight, this.permits), fn, options);',
    replace: 'return this.#locks.run(key, 1, fn, options);',
    caughtBy: 'exclusion',
  },
] as const;
