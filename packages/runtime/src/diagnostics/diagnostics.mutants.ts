/** Bugs which the deadlocks of the test must reveal, planted one at a time. */
export const diagnosticsMutants = [
  {
    name: 'only the task itself is seen, not those it runs within',
    file: 'diagnostics/waits-for.ts',
    find: 'at !== undefined; at = at.parent',
    replace: 'at === scope; at = at.parent',
    caughtBy: 'nested',
  },
  {
    name: 'circles of two are not followed',
    file: 'diagnostics/waits-for.ts',
    find: 'if (cycle !== undefined) return cycle;',
    replace: '',
    caughtBy: 'crossed',
  },
  {
    name: 'whoever waits for a hold is taken for a deadlock',
    file: 'diagnostics/waits-for.ts',
    find: 'if (isWithin(scope, hold.scope)) return [];',
    replace: 'return [];',
    caughtBy: 'beside',
  },
  {
    name: 'a hold is remembered after its release',
    file: 'diagnostics/observer.ts',
    find: 'this.#graph.holds.delete(guard);',
    replace: '',
    caughtBy: 'beside',
  },
] as const;
