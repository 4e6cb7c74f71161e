/** Bugs of the explorer which what it says of the test's programs must reveal. */
export const testingMutants = [
  {
    name: 'no task is ever left for another one',
    file: 'testing/search.ts',
    find: 'if (spentUntil[i]! + costs[other]! <= maxSwitches) {',
    replace: 'if (costs[other] === 0) {',
    caughtBy: 'race',
  },
  {
    name: 'a wrapped call does not wait for its turn',
    file: 'testing/held-tasks.ts',
    find: 'const turn = this.#turnOf(place).then(() => this.#act(place, label, act));',
    replace: 'const turn = this.#act(place, label, act);',
    caughtBy: 'race',
  },
  {
    name: 'no await is held',
    file: 'testing/held-tasks.ts',
    find: 'return place?.tasks.holdAwait(place, value, label);',
    replace: 'return undefined;',
    caughtBy: 'awaits',
  },
  {
    name: 'time never passes',
    file: 'testing/schedule-run.ts',
    find: 'if (this.#clock.pending > 0 && this.#unfinished.size > 0) {',
    replace: 'if (false as boolean) {',
    caughtBy: 'timer',
  },
  {
    name: 'who waits for ever is taken to have ended',
    file: 'testing/schedule-run.ts',
    find: 'if (this.#unfinished.size === 0) return;',
    replace: 'return;',
    caughtBy: 'deadlock',
  },
  {
    name: 'what the invariant says is not heard',
    file: 'testing/schedule-run.ts',
    find: 'if (!this.#failure) await this.#checkInvariant(state);',
    replace: '',
    caughtBy: 'race',
  },
  {
    name: 'a replay goes its own way',
    file: 'testing/search.ts',
    find: "await this.#run(schedule.split('.').map(Number), firstOf);",
    replace: 'await this.#run([], firstOf);',
    caughtBy: 'replay',
  },
] as const;
