/** Bugs which the laws of `KeyedExecutor` must catch, planted one at a time. */
export const keyedExecutorMutants = [
  {
    name: 'entries stay',
    file: 'keyed-executor/keyed-executor.ts',
    find: 'entry.onIdle = () => this.#entries.delete(id);',
    replace: '',
    caughtBy: 'leak',
  },
  {
    name: 'a task that gave up keeps its place',
    file: 'serial-executor/serial-executor.ts',
    find: '        place.release();\n        throw error;',
    replace: '        throw error;',
    caughtBy: 'leak',
  },
  {
    name: 'every task has an executor of its own',
    file: 'keyed-executor/keyed-executor.ts',
    find: 'if (entry === undefined) {',
    replace: '{',
    caughtBy: 'exclusion',
  },
] as const;
