/** Bugs which the proofs of `SharedMutex` must catch, planted one at a time. */
export const sharedMutexMutants = [
  {
    name: 'a lock compares and stores',
    file: 'internal/shared-mutex-word.ts',
    find: 'if (Atomics.compareExchange(this.#cells, At.WORD, seen, taken) === seen) {',
    replace: 'if (Atomics.store(this.#cells, At.WORD, taken) === taken) {',
    caughtBy: 'explorer',
  },
  {
    name: 'the owner is recorded after the take',
    file: 'internal/shared-mutex-word.ts',
    find: 'if (Atomics.compareExchange(this.#cells, At.WORD, seen, taken) === seen) {',
    replace:
      'if (Atomics.compareExchange(this.#cells, At.WORD, seen, Mutex.OWNER) === seen) { Atomics.store(this.#cells, At.WORD, taken);',
    caughtBy: 'explorer',
  },
  {
    name: 'an unlock wakes nobody',
    file: 'internal/shared-mutex-word.ts',
    find: '    }\n    this.#waiters.wake(this.#cells, At.WORD, 1);',
    replace: '    }',
    caughtBy: 'explorer',
  },
  {
    name: 'an unlock stores, and forgets who waits',
    file: 'internal/shared-mutex-word.ts',
    find: 'const found = Atomics.compareExchange(this.#cells, At.WORD, this.#owner, Mutex.FREE);',
    replace: 'const found = this.#owner; Atomics.store(this.#cells, At.WORD, Mutex.FREE);',
    caughtBy: 'explorer',
  },
  {
    name: 'whoever was woken forgets the others who wait',
    file: 'internal/shared-mutex-word.ts',
    find: 'this.take(hasWaited ? Mutex.WAITED : 0)',
    replace: 'this.take(0)',
    caughtBy: 'explorer',
  },
  {
    name: 'a waiter does not leave word',
    file: 'internal/shared-mutex-word.ts',
    find: 'const word = seen | Mutex.WAITED;',
    replace: 'const word = seen;',
    caughtBy: 'explorer',
  },
  {
    name: 'a death wakes nobody',
    file: 'internal/shared-mutex-word.ts',
    find: 'this.#waiters.wakeAfterDeath(this.#cells, At.WORD);\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'a death wakes only one of those who wait for a lock that was not held',
    file: 'internal/shared-mutex-word.ts',
    find: 'this.#waiters.wakeAfterDeath(this.#cells, At.WORD);\n',
    replace:
      'if ((seen & Mutex.OWNER) === owner) this.#waiters.wakeAfterDeath(this.#cells, At.WORD);\n',
    caughtBy: 'explorer',
  },
  {
    name: 'a dead owner leaves the lock as if it had released it',
    file: 'internal/shared-mutex-word.ts',
    find: 'Atomics.compareExchange(this.#cells, At.WORD, seen, Mutex.ABANDONED);',
    replace: 'Atomics.compareExchange(this.#cells, At.WORD, seen, Mutex.FREE);',
    caughtBy: 'explorer',
  },
  {
    name: 'an unlock tells before it frees',
    file: 'internal/shared-mutex-word.ts',
    find: `    const isOwn = (found & Mutex.OWNER) === this.#owner;
    // Only`,
    replace: `    const isOwn = (found & Mutex.OWNER) === this.#owner;
    const waiters = this.#waiters;
    waiters.wake(this.#cells, At.WORD, 1);
    if (Atomics.compareExchange(this.#cells, At.WORD, found, Mutex.FREE) === found) return;
    // Only`,
    caughtBy: 'explorer',
  },
  {
    name: 'a wait by a doorbell that was given up has the wake-up of one that blocks',
    file: 'internal/shared-waiters.ts',
    find: 'this.ring();\n',
    replace: 'if (Atomics.load(this.#cells, Header.BELLS) !== 0) return this.ring();\n',

    caughtBy: 'explorer',
  },
  {
    name: 'a second release gives back what somebody else holds',
    file: 'internal/shared-guard.ts',
    find: '    this.#word = undefined;\n    word?.unlock();',
    replace: '    word?.unlock();',
    caughtBy: 'laws',
  },
] as const;
