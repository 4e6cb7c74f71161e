/** Bugs which the proofs of `AtomicBigInt64` must catch, planted one at a time. */
export const atomicBigInt64Mutants = [
  {
    name: 'a mask sets its bits',
    file: 'internal/atomic-cell.ts',
    find: 'return Atomics.and(',
    replace: 'return Atomics.or(',
    caughtBy: 'laws',
  },
] as const;
