/** Bugs which the law of gates must catch under `Latch`, planted one at a time. */
export const latchMutants = [
  {
    name: 'it opens one too early',
    file: 'latch/latch.ts',
    find: 'if (this.#count === 0)',
    replace: 'if (this.#count <= 1)',
    caughtBy: 'gathering',
  },
  {
    name: 'it never opens',
    file: 'latch/latch.ts',
    find: 'if (this.#count === 0)',
    replace: 'if (this.#count < 0)',
    caughtBy: 'gathering',
  },
] as const;
