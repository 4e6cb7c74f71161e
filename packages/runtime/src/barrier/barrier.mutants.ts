/** Bugs which the law of gates must catch under `Barrier`, planted one at a time. */
export const barrierMutants = [
  {
    name: 'one more than the parties is needed',
    file: 'barrier/barrier.ts',
    find: 'this.#gate.waiting + 1 < this.#parties',
    replace: 'this.#gate.waiting < this.#parties',
    caughtBy: 'gathering',
  },
  {
    name: 'it works once only',
    file: 'barrier/barrier.ts',
    find: 'this.#gate.pass();',
    replace: 'this.#gate.open();',
    caughtBy: 'gathering',
  },
  {
    name: 'the last to come goes on alone',
    file: 'barrier/barrier.ts',
    find: 'this.#gate.pass();',
    replace: '',
    caughtBy: 'gathering',
  },
] as const;
