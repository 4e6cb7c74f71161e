/** Bugs which the proofs of `AtomicFlag` must catch, planted one at a time. */
export const atomicFlagMutants = [
  {
    name: 'a clear sets',
    file: 'atomic-flag/atomic-flag.ts',
    find: 'return this.#exchange(0) === 1;',
    replace: 'return this.#exchange(1) === 1;',
    caughtBy: 'laws',
  },
] as const;
