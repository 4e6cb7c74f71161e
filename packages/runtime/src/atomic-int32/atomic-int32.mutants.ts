/** Bugs which the proofs of `AtomicInt32` must catch, planted one at a time. */
export const atomicInt32Mutants = [
  {
    name: 'a subtraction adds',
    file: 'internal/atomic-cell.ts',
    find: 'return Atomics.sub(',
    replace: 'return Atomics.add(',
    caughtBy: 'laws',
  },
] as const;
