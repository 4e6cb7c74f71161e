/** Bugs which the law of gates must catch under `Event`, planted one at a time. */
export const eventMutants = [
  {
    name: 'set wakes one only',
    file: 'internal/gate.ts',
    find: 'while (this.#waiters.grant() !== undefined);',
    replace: 'this.#waiters.grant();',
    caughtBy: 'gathering',
  },
  {
    name: 'set wakes nobody who waits already',
    file: 'internal/gate.ts',
    find: 'this.#isOpen = true;\n    this.pass();',
    replace: 'this.#isOpen = true;',
    caughtBy: 'gathering',
  },
  {
    name: 'set does not last',
    file: 'internal/gate.ts',
    find: 'this.#isOpen = true;',
    replace: '',
    caughtBy: 'gathering',
  },
  {
    name: 'reset does nothing',
    file: 'event/event.ts',
    find: 'this.#gate.shut();',
    replace: '',
    caughtBy: 'gathering',
  },
  {
    name: 'the signal is ignored',
    file: 'internal/gate.ts',
    find: 'wait(new Waiter(), { signal, timeoutMs })',
    replace: 'wait(new Waiter(), { timeoutMs })',
    caughtBy: 'gathering',
  },
] as const;
