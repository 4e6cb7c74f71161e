/** Bugs which the laws of `Guarded` must catch, planted one at a time. */
export const guardedMutants = [
  {
    name: 'reads do not wait',
    file: 'guarded/guarded.ts',
    find: 'return this.#mutex.runExclusive(() => fn(this.#value), options);',
    replace: 'return Promise.resolve(fn(this.#value));',
    caughtBy: 'exclusion',
  },
  {
    name: 'an update ends before its callback',
    file: 'guarded/guarded.ts',
    find: '() => this.#replace(fn(this.#value))',
    replace: '() => { void Promise.resolve(fn(this.#value)).catch(() => {}); return this.#value; }',
    caughtBy: 'exclusion',
  },
] as const;
