import { workerData } from 'node:worker_threads';

/** Runs one program on one counter, begun at the same moment as the other workers. */
const { module, handle, barrier, workers, rounds, program, answers } = workerData;
const { AtomicCounter } = await import(module);
const counter = AtomicCounter.from(handle);

const programs = {
  increment: () => counter.increment() - 1,
  next: () => counter.next(),
  add: () => counter.getAndAdd(1),
  subtract: () => counter.subtract(-1) - 1,
  update: () => counter.update((value) => value + 1) - 1,
  compareExchange: () => {
    for (;;) {
      const value = counter.value;
      if (counter.compareExchange(value, value + 1) === value) return value;
    }
  },
  upAndDown: () => {
    counter.increment();
    counter.decrement();
    return counter.increment() - 1;
  },
};
const run = programs[program];

Atomics.add(barrier, 0, 1);
// Without this barrier the first worker may be done before the second has begun.
while (Atomics.load(barrier, 0) < workers);
for (let round = 0; round < rounds; round++) answers[round] = run();
