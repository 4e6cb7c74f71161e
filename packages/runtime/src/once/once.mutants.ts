/** Bugs which the law of shared calls must catch under `Once`, planted one at a time. */
export const onceMutants = [
  {
    name: 'the first run is forgotten',
    file: 'once/once.ts',
    find: 'if (hasFailed) this.#flight = undefined;',
    replace: 'this.#flight = undefined;',
    caughtBy: 'sharing',
  },
  {
    name: 'a failure lasts',
    file: 'once/once.ts',
    find: 'if (hasFailed) this.#flight = undefined;',
    replace: '',
    caughtBy: 'sharing',
  },
  {
    name: 'every caller starts a run until one has succeeded',
    file: 'once/once.ts',
    find: '(this.#flight ?? this.#start(fn))',
    replace: '((this.#isDone ? this.#flight : undefined) ?? this.#start(fn))',
    caughtBy: 'sharing',
  },
] as const;
