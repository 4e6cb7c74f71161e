/** Bugs which the explorer must find in how doorbells are rung, planted one at a time. */
export const waitersMutants = [
  {
    name: 'a wait looks before it says which bell to ring',
    file: 'internal/shared-waiters.ts',
    find: `    Atomics.or(this.#cells, Header.BELLS, 1 << bell);
    const found = look();
`,
    replace: `    const found = look();
    Atomics.or(this.#cells, Header.BELLS, 1 << bell);
`,
    caughtBy: 'explorer',
  },
  {
    name: 'a wait reads its bell after it looked',
    file: 'internal/shared-waiters.ts',
    find: "return 'result' in found ? found : { cells: this.#bells, index, word };",
    replace:
      "return 'result' in found ? found : { cells: this.#bells, index, word: Atomics.load(this.#bells, index) };",
    caughtBy: 'explorer',
  },
  {
    name: 'a ring does not count',
    file: 'internal/shared-waiters.ts',
    find: '      Atomics.add(this.#bells, index, 1);\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'a ring is counted and not heard',
    file: 'internal/shared-waiters.ts',
    find: '      Atomics.notify(this.#bells, index);\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'a bit that is set while bells ring is lost',
    file: 'internal/shared-waiters.ts',
    find: '    this.#ring(Atomics.exchange(this.#cells, Header.BELLS, 0));\n',
    replace: `    this.#ring(Atomics.load(this.#cells, Header.BELLS));
    Atomics.store(this.#cells, Header.BELLS, 0);
`,
    caughtBy: 'explorer',
  },
  {
    name: 'a change rings one bell and forgets the others',
    file: 'internal/shared-waiters.ts',
    find: 'left &= left - 1) {',
    replace: 'left = 0) {',
    caughtBy: 'explorer',
  },
  {
    name: 'one of those who share a bell is woken',
    file: 'internal/shared-waiters.ts',
    find: '      Atomics.notify(this.#bells, index);\n',
    replace: '      Atomics.notify(this.#bells, index, 1);\n',
    caughtBy: 'explorer',
  },
  {
    name: 'a death rings the bells whose bits the dead one has left',
    file: 'internal/shared-waiters.ts',
    find: 'this.#ring(Atomics.load(this.#bells, Bell.HUNG));',
    replace: 'this.#ring(Atomics.exchange(this.#cells, Header.BELLS, 0));',
    caughtBy: 'explorer',
  },
] as const;
