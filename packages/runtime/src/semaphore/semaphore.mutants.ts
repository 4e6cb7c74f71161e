/** Bugs which the laws of `Semaphore` must catch, planted one at a time. */
export const semaphoreMutants = [
  {
    name: 'a second release gives back permits of others',
    file: 'internal/unit-lock.ts',
    find: 'guard.units = kept;',
    replace: 'void 0;',
    caughtBy: 'exclusion',
  },
  {
    name: 'a request takes one permit whatever its weight',
    file: 'internal/unit-lock.ts',
    find: 'this.free -= units;',
    replace: 'this.free -= 1;',
    caughtBy: 'exclusion',
  },
  {
    name: 'a light request passes a heavy one that waits',
    file: 'internal/unit-lock.ts',
    find: 'return this.#waiters.length === 0 && units <= this.free;',
    replace: 'return units <= this.free;',
    caughtBy: 'order',
  },
  {
    name: 'only one waiter is let in at a time',
    file: 'internal/unit-lock.ts',
    find: 'while (this.#waiters.length > 0',
    replace: 'if (this.#waiters.length > 0',
    caughtBy: 'order',
  },
  {
    name: 'a waiter that fits sleeps on when the heavy one before it gave up',
    file: 'internal/unit-lock.ts',
    find: 'this.#waiters.onLeave = () => this.#letIn();',
    replace: '',
    caughtBy: 'cancellation',
  },
  {
    name: 'an urgent request that fits sleeps',
    file: 'internal/unit-lock.ts',
    find: '    this.#letIn();\n    return turn;',
    replace: '    return turn;',
    caughtBy: 'order',
  },
  {
    name: 'the waiters are let in on credit',
    file: 'internal/unit-lock.ts',
    find: 'this.free -= this.#waiters.first().units;',
    replace: '',
    caughtBy: 'exclusion',
  },
  {
    name: 'the deadline of semaphores is ignored',
    file: 'semaphore/semaphore.ts',
    find: 'findRefusal(options) ?? Promise.resolve(this.#lock.take(weight, options))',
    replace: 'Promise.resolve(this.#lock.take(weight, { priority: options?.priority }))',
    caughtBy: 'cancellation',
  },
] as const;
