import { AtomicCounter } from '/runtime/index.js';

const READY = 0;
const PLAIN = 1;

/** Counts on both cells, together with `workers - 1` others that started at the same moment. */
self.onmessage = ({ data: { handle, cells, workers, rounds } }) => {
  const counter = AtomicCounter.from(handle);
  Atomics.add(cells, READY, 1);
  // Without this barrier the first worker may be done before the second has started.
  while (Atomics.load(cells, READY) < workers);
  for (let round = 0; round < rounds; round += 1) {
    counter.increment();
    // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- the race that must show
    cells[PLAIN] += 1;
  }
  self.postMessage('done');
};
