/** Bugs which the proofs of `SharedCondition` must catch, planted one at a time. */
export const sharedConditionMutants = [
  {
    name: 'a notification between giving back and waiting is lost',
    file: 'shared-condition/shared-condition.ts',
    find: '    const epoch = Atomics.load(this.#cells, At.EPOCH);\n    guard.release();\n    return epoch;\n',
    replace: '    guard.release();\n    return Atomics.load(this.#cells, At.EPOCH);\n',
    caughtBy: 'explorer',
  },
  {
    name: 'a notification does not change the epoch',
    file: 'shared-condition/shared-condition.ts',
    find: '    Atomics.add(this.#cells, At.EPOCH, 1);\n',
    replace: '',
    caughtBy: 'explorer',
  },
  {
    name: 'a notification of all wakes one',
    file: 'shared-condition/shared-condition.ts',
    find: 'this.#waiters.wake(this.#cells, At.EPOCH, most);',
    replace: 'this.#waiters.wake(this.#cells, At.EPOCH, 1);',
    caughtBy: 'explorer',
  },
  {
    name: 'a guard that holds nothing is taken',
    file: 'shared-condition/shared-condition.ts',
    find: '  if (!mutex.isHeldBy(guard)) throw notHeld();\n',
    replace: '',
    caughtBy: 'laws',
  },
] as const;
