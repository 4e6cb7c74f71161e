/** Bugs which the proofs of `SharedLatch` must catch, planted one at a time. */
export const sharedLatchMutants = [
  {
    name: 'a count compares and stores',
    file: 'shared-latch/shared-latch.ts',
    find: 'if (Atomics.compareExchange(this.#cells, At.COUNT, seen, seen - by) !== seen) continue;',
    replace: 'Atomics.store(this.#cells, At.COUNT, seen - by);',
    caughtBy: 'explorer',
  },
  {
    name: 'the last count wakes nobody',
    file: 'shared-latch/shared-latch.ts',
    find: '      if (seen === by) this.#waiters.wake(this.#cells, At.COUNT);\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'the last count wakes one',
    file: 'shared-latch/shared-latch.ts',
    find: 'this.#waiters.wake(this.#cells, At.COUNT);',
    replace: 'this.#waiters.wake(this.#cells, At.COUNT, 1);',
    caughtBy: 'explorer',
  },
  {
    name: 'a count beyond zero subtracts',
    file: 'shared-latch/shared-latch.ts',
    find: 'if (by > seen) throw tooFew(seen, by);',
    replace: '',
    caughtBy: 'laws',
  },
] as const;
