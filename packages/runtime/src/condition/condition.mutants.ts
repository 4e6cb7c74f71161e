/** Bugs which the law of gates must catch under `Condition`, planted one at a time. */
export const conditionMutants = [
  {
    name: 'notify wakes all',
    file: 'condition/condition.ts',
    find: '    this.#waiters.grant();\n  }\n\n  /** Wakes all',
    replace: '    this.notifyAll();\n  }\n\n  /** Wakes all',
    caughtBy: 'gathering',
  },
  {
    name: 'notifyAll wakes one',
    file: 'condition/condition.ts',
    find: 'while (this.#waiters.grant() !== undefined);',
    replace: 'this.#waiters.grant();',
    caughtBy: 'gathering',
  },
  {
    name: 'an abandoned waiter eats a notification',
    file: 'internal/wait-queue.ts',
    find: '      this.#remove(waiter);\n      reject(reason);',
    replace: '      reject(reason);',
    caughtBy: 'gathering',
  },
] as const;
