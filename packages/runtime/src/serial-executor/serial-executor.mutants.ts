/** Bugs which the laws of `SerialExecutor` must catch, planted one at a time. */
export const serialExecutorMutants = [
  {
    name: 'tasks do not wait for their turn',
    file: 'serial-executor/serial-executor.ts',
    find: 'return runUnder(later, task);',
    replace: 'later.catch(() => {}); return runUnder(place, task);',
    caughtBy: 'exclusion',
  },
  {
    name: 'a task keeps its turn for ever',
    file: 'serial-executor/serial-executor.ts',
    find: 'this.#turn.release();',
    replace: '',
    caughtBy: 'wake-up',
  },
  {
    name: 'the options of a task are ignored',
    file: 'serial-executor/serial-executor.ts',
    find: 'this.#turns.acquire(options).then(',
    replace: 'this.#turns.acquire().then(',
    caughtBy: 'cancellation',
  },
] as const;
