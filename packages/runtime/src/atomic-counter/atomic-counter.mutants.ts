/** Bugs which the proofs of `AtomicCounter` must catch, planted one at a time. */
export const atomicCounterMutants = [
  {
    name: 'an increment reads and stores',
    file: 'atomic-counter/atomic-counter.ts',
    find: 'Atomics.add(open, At.NARROW, 1);',
    replace: 'open[At.NARROW]!; open[At.NARROW] = seen + 1;',
    program: 'increment',
    caughtBy: 'hammer',
  },
  {
    name: 'an addition compares and stores',
    file: 'atomic-counter/atomic-counter.ts',
    find: 'if (fits && Atomics.compareExchange(open, At.NARROW, seen, wanted) === seen) {',
    replace: 'if (fits) { Atomics.store(open, At.NARROW, wanted);',
    program: 'add',
    caughtBy: 'hammer',
  },
  {
    name: 'a replacement compares and stores',
    file: 'atomic-counter/counter-cells.ts',
    find: 'Atomics.compareExchange(this.narrow, At.NARROW, seen, wanted + Narrow.BIAS) === seen',
    replace: 'Atomics.store(this.narrow, At.NARROW, wanted + Narrow.BIAS) >= 0',
    program: 'update',
    caughtBy: 'hammer',
  },
] as const;
