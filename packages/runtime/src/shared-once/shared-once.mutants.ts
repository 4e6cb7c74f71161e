/** Bugs which the proofs of `SharedOnce` must catch, planted one at a time. */
export const sharedOnceMutants = [
  {
    name: 'whoever waited does not look again',
    file: 'shared-once/shared-once.ts',
    find: '    const guard = this.#mutex.lock(options);\n    try {\n      if (this.isDone) return false;\n',
    replace: '    const guard = this.#mutex.lock(options);\n    try {\n',
    caughtBy: 'explorer',
  },
  {
    name: 'it is done before it is run',
    file: 'shared-once/shared-once.ts',
    find: '      fn(guard.abandoned);\n      Atomics.store(this.#cells, At.DONE, 1);\n',
    replace: '      Atomics.store(this.#cells, At.DONE, 1);\n      fn(guard.abandoned);\n',
    caughtBy: 'explorer',
  },
  {
    name: 'nobody is told of a run that was cut short',
    file: 'shared-once/shared-once.ts',
    find: '      fn(guard.abandoned);\n',
    replace: '      fn(false);\n',
    caughtBy: 'explorer',
  },
  {
    name: 'a run that fails counts',
    file: 'shared-once/shared-once.ts',
    find: '      fn(guard.abandoned);\n      Atomics.store(this.#cells, At.DONE, 1);\n      return true;\n    } finally {\n      guard.release();\n    }\n  }\n\n  /** Lets',
    replace:
      '      Atomics.store(this.#cells, At.DONE, 1);\n      fn(guard.abandoned);\n      return true;\n    } finally {\n      guard.release();\n    }\n  }\n\n  /** Lets',
    caughtBy: 'laws',
  },
] as const;
