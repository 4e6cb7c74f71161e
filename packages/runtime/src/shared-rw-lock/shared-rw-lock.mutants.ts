/** Bugs which the proofs of `SharedRWLock` must catch, planted one at a time. */
export const sharedRWLockMutants = [
  {
    name: 'a writer does not wait for readers',
    file: 'shared-rw-lock/rw-cells.ts',
    find: 'if (this.#findReader((owner) => owner !== 0) !== undefined) return undefined;',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'a reader leaves the gate before it takes its cell',
    file: 'shared-rw-lock/rw-cells.ts',
    find: '    if (cell !== undefined) Atomics.store(this.#cells, cell, this.#owner);\n    const abandoned = Atomics.load(this.#cells, At.WRITING) === 1;\n    this.gate.unlock();\n',
    replace:
      '    const abandoned = Atomics.load(this.#cells, At.WRITING) === 1;\n    this.gate.unlock();\n    if (cell !== undefined) Atomics.store(this.#cells, cell, this.#owner);\n',
    caughtBy: 'explorer',
  },
  {
    name: 'a reader that leaves wakes nobody',
    file: 'shared-rw-lock/rw-cells.ts',
    find: '    this.#waiters.wake(this.#cells, At.EPOCH);\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'a writer reads the epoch after it looked for readers',
    file: 'shared-rw-lock/rw-cells.ts',
    find: '      const epoch = Atomics.load(this.#cells, At.EPOCH);\n      const entered = this.#enterWrite();\n',
    replace:
      '      const entered = this.#enterWrite();\n      const epoch = Atomics.load(this.#cells, At.EPOCH);\n',
    caughtBy: 'explorer',
  },
  {
    name: 'the cell of a dead reader is forgotten',
    file: 'shared-rw-lock/rw-cells.ts',
    find: 'if (Atomics.compareExchange(this.#cells, cell, owner, 0) === owner) isFound = true;',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'a dead writer is not told of',
    file: 'shared-rw-lock/rw-cells.ts',
    find: 'Atomics.exchange(this.#cells, At.WRITING, 1) === 1',
    replace: 'Atomics.load(this.#cells, At.WRITING) === 1',
    caughtBy: 'explorer',
  },
  {
    name: 'a reader that finds no cell keeps the gate',
    file: 'shared-rw-lock/rw-cells.ts',
    find: '    this.gate.unlock();\n    return cell === undefined ?',
    replace: '    if (cell !== undefined) this.gate.unlock();\n    return cell === undefined ?',
    caughtBy: 'laws',
  },
] as const;
