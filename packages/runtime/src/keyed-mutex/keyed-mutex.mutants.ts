/** Bugs which the laws of `KeyedMutex` must catch, planted one at a time. */
export const keyedMutexMutants = [
  {
    name: 'the key that is outside of the map is not found',
    file: 'internal/keyed-table.ts',
    find: 'if (this.#single?.id === id && this.#single) return this.#single;',
    replace: '',
    caughtBy: 'exclusion',
  },
  {
    name: 'a key that is free keeps its place outside of the map',
    file: 'internal/keyed-table.ts',
    find: 'if (this.#single === entry) this.#single = undefined;\n    else this.#entries',
    replace: 'if (this.#single !== entry) this.#entries',
    caughtBy: 'leak',
  },
  {
    name: 'the key that is outside of the map takes the place of another',
    file: 'internal/keyed-table.ts',
    find: 'if (this.#single) this.#entries.set(id, entry);\n      else this.#single = entry;',
    replace: 'this.#single = entry;',
    caughtBy: 'exclusion',
  },
  {
    name: 'the entry of a free key stays',
    file: 'internal/keyed-table.ts',
    find: 'this.#entries.delete(entry.id);',
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

/** Bugs which the law of key sets must catch, planted one at a time. */
export const keyedMutexSetMutants = [
  {
    name: 'each task takes its keys in its own order',
    file: 'internal/keyed-table.ts',
    find: 'return entries.sort((a, b) => a.sequence - b.sequence);',
    replace: 'return entries;',
    caughtBy: 'key-sets',
  },
  {
    name: 'a key that is named twice is taken twice',
    file: 'internal/keyed-table.ts',
    find: 'const entries = [...distinct.values()].map((key) => this.at(key));',
    replace: 'const entries = ids.map(({ key }) => this.at(key));',
    caughtBy: 'key-sets',
  },
  {
    name: 'an entry may be replaced while a task counts on it',
    file: 'internal/keyed-table.ts',
    find: 'for (const entry of entries) entry.pins++;',
    replace: '',
    caughtBy: 'key-sets',
  },
  {
    name: 'pins stay',
    file: 'internal/keyed-table.ts',
    find: 'entry.pins--;',
    replace: '',
    caughtBy: 'key-sets',
  },
  {
    name: 'a failed task keeps its keys',
    file: 'internal/run-all.ts',
    find: 'for (const guard of guards.reverse()) guard.release();',
    replace: '',
    caughtBy: 'key-sets',
  },
  {
    name: 'the first lock is forgotten',
    file: 'internal/run-all.ts',
    find: 'for (const lock of set.locks) {',
    replace: 'for (const lock of set.locks.slice(1)) {',
    caughtBy: 'key-sets',
  },
] as const;
