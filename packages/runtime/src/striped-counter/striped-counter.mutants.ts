/** Bugs which the proofs of `StripedCounter` must catch, planted one at a time. */
export const stripedCounterMutants = [
  {
    name: 'a reset leaves what it took',
    file: 'striped-counter/striped-counter.ts',
    find: 'const values = this.#stripes.map((stripe) => stripe.exchange(0));',
    replace: 'const values = this.#stripes.map((stripe) => stripe.value);',
    caughtBy: 'laws',
  },
] as const;
