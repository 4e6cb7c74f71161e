/** Bugs which the proofs of `SharedSemaphore` must catch, planted one at a time. */
export const sharedSemaphoreMutants = [
  {
    name: 'takers do not take turns',
    file: 'shared-semaphore/permit-cells.ts',
    find: 'if (this.#turn.lock(end) === Taken.NOT) return undefined;',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'permits that come back wake nobody',
    file: 'shared-semaphore/permit-cells.ts',
    find: '    this.#waiters.wake(this.#cells, At.EPOCH);\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'the epoch is read after the count',
    file: 'shared-semaphore/permit-cells.ts',
    find: '      const epoch = Atomics.load(this.#cells, At.EPOCH);\n      const taken = this.#takeInTurn(weight);\n',
    replace:
      '      const taken = this.#takeInTurn(weight);\n      const epoch = Atomics.load(this.#cells, At.EPOCH);\n',
    caughtBy: 'explorer',
  },
  {
    name: 'the permits of a dead thread are forgotten',
    file: 'shared-semaphore/permit-cells.ts',
    find: 'const seen = Atomics.compareExchange(this.#cells, index, owner, Permit.FREE);',
    replace: 'const seen: number = -1;',
    caughtBy: 'explorer',
  },
  {
    name: 'the turn of a dead thread is forgotten',
    file: 'shared-semaphore/permit-cells.ts',
    find: '    this.#turn.abandon(owner);\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'a heavy holder keeps one permit',
    file: 'shared-semaphore/permit-cells.ts',
    find: 'for (const index of permits) {',
    replace: 'for (const index of permits.slice(0, 1)) {',
    caughtBy: 'laws',
  },
] as const;
