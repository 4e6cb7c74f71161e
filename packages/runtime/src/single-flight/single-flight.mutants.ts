/** Bugs which the law of shared calls must catch under `SingleFlight`, planted one at a time. */
export const singleFlightMutants = [
  {
    name: 'every caller starts a run',
    file: 'single-flight/single-flight.ts',
    find: 'this.#flights.get(id) ?? this.#start(id, fn)',
    replace: 'this.#start(id, fn)',
    caughtBy: 'sharing',
  },
  {
    name: 'an entry stays after its run',
    file: 'single-flight/single-flight.ts',
    find: 'if (this.#flights.get(id) === flight) this.#flights.delete(id);',
    replace: '',
    caughtBy: 'sharing',
  },
  {
    name: 'a forgotten run ends its successor',
    file: 'single-flight/single-flight.ts',
    find: 'if (this.#flights.get(id) === flight) this.#flights.delete(id);',
    replace: 'this.#flights.delete(id);',
    caughtBy: 'sharing',
  },
  {
    name: 'forget forgets nothing',
    file: 'single-flight/single-flight.ts',
    find: 'this.#flights.delete(this.#identify(key));',
    replace: '',
    caughtBy: 'sharing',
  },
  {
    name: 'waits cannot be given up',
    file: 'internal/flight.ts',
    find: 'return this.#landed.wait(options).then(() => outcome);',
    replace: 'return outcome;',
    caughtBy: 'sharing',
  },
  {
    name: 'the gate opens for one only',
    file: 'internal/gate.ts',
    find: 'while (this.#waiters.grant() !== undefined);',
    replace: 'this.#waiters.grant();',
    caughtBy: 'sharing',
  },
  {
    name: 'the gate never opens',
    file: 'internal/flight.ts',
    find: 'this.#landed.open();',
    replace: '',
    caughtBy: 'sharing',
  },
] as const;
