/** Bugs which the laws of `KeyedMutex` must catch, planted one at a time. */
export const keyedMutexMutants = [
  {
    name: 'the entry of a free key stays',
    file: 'internal/keyed-table.ts',
    find: 'if (entry.pins === 0) this.#entries.delete(entry.id);',
    replace: '',
    caughtBy: 'leak',
  },
  {
    name: 'an entry leaves while its key is held',
    file: 'mutex/mutex.ts',
    find: 'if (!(this.#holder = this.#waiters.grant())) this.onLeave();',
    replace: 'this.#holder = this.#waiters.grant(); this.onLeave();',
    caughtBy: 'exclusion',
  },
  {
    name: 'all keys share one lock',
    file: 'keyed-mutex/keyed-mutex.ts',
    find: 'return findRefusal(options) ?? this.#acquireEntry(this.#table.at(key), options);',
    replace: 'return findRefusal(options) ?? this.#acquireEntry(this.#table.at(0 as K), options);',
    caughtBy: 'order',
  },
  {
    name: 'every acquire makes a lock of its own',
    file: 'internal/keyed-table.ts',
    find: 'if (entry === undefined) {',
    replace: '{',
    caughtBy: 'exclusion',
  },
  {
    name: 'a refused acquire leaves an entry behind',
    file: 'keyed-mutex/keyed-mutex.ts',
    find: 'return findRefusal(options) ?? this.#acquireEntry(this.#table.at(key), options);',
    replace:
      'const entry = this.#table.at(key); return findRefusal(options) ?? this.#acquireEntry(entry, options);',
    caughtBy: 'leak',
  },
] as const;
