/** Bugs which the comparison with async-mutex must catch, planted one at a time. */
export const asyncMutexMutants = [
  {
    name: 'a releaser works twice',
    file: 'async-mutex/semaphore.ts',
    find: 'if (isReleased) return;',
    replace: '',
    caughtBy: 'comparison',
  },
  {
    name: 'cancel lets them in',
    file: 'async-mutex/semaphore.ts',
    find: 'ticket.isCanceled = true;',
    replace: '',
    caughtBy: 'comparison',
  },
  {
    name: 'priorities are ignored',
    file: 'async-mutex/semaphore.ts',
    find: 'wait(ticket, { priority, timeoutMs',
    replace: 'wait(ticket, { timeoutMs',
    caughtBy: 'comparison',
  },
  {
    name: 'setValue lets nobody in',
    file: 'async-mutex/semaphore.ts',
    find: 'this.#value = value;\n    this.#letIn();',
    replace: 'this.#value = value;',
    caughtBy: 'comparison',
  },
  {
    name: 'whoever waits for an unlock sleeps on',
    file: 'async-mutex/semaphore.ts',
    find: 'for (const { resolve } of awake) resolve();',
    replace: '',
    caughtBy: 'comparison',
  },
] as const;
