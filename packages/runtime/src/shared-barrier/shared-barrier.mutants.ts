/** Bugs which the proofs of `SharedBarrier` must catch, planted one at a time. */
export const sharedBarrierMutants = [
  {
    name: 'coming compares and stores',
    file: 'shared-barrier/shared-barrier.ts',
    find: 'if (Atomics.compareExchange(this.#cells, At.WORD, seen, next) !== seen) continue;',
    replace: 'Atomics.store(this.#cells, At.WORD, next);',
    caughtBy: 'explorer',
  },
  {
    name: 'the last to come wakes nobody',
    file: 'shared-barrier/shared-barrier.ts',
    find: '      if (isLast) this.#waiters.wake(this.#cells, At.WORD);\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'the last to come begins no new round',
    file: 'shared-barrier/shared-barrier.ts',
    find: '(round + 1) << Barrier.ROUND_SHIFT',
    replace: 'round << Barrier.ROUND_SHIFT',
    caughtBy: 'explorer',
  },
  {
    name: 'who gave up still counts as having come',
    file: 'shared-barrier/shared-barrier.ts',
    find: 'if (Atomics.compareExchange(this.#cells, At.WORD, seen, seen - 1) === seen) return true;',
    replace: 'return true;',
    caughtBy: 'explorer',
  },
  {
    name: 'who gave up in the moment when all had come is counted out of the next round',
    file: 'shared-barrier/shared-barrier.ts',
    find: '      if (seen >> Barrier.ROUND_SHIFT !== round) return false;\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'one who gives up has come',
    file: 'shared-barrier/shared-barrier.ts',
    find: 'if (Atomics.compareExchange(this.#cells, At.WORD, seen, seen - 1) === seen) return true;',
    replace: 'if (Atomics.load(this.#cells, At.WORD) === seen) return true;',
    caughtBy: 'laws',
  },
] as const;
