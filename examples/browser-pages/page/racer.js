import { AtomicCounter, SharedBarrier } from '/runtime/index.js';

/** Nothing ever notifies it: a wait on it is a pause. */
const pause = new Int32Array(new SharedArrayBuffer(4));

/** Counts on both totals, slice by slice, each begun at the same moment as the other worker. */
self.onmessage = ({ data }) => {
  const counter = AtomicCounter.from(data.counter);
  const done = AtomicCounter.from(data.done);
  const barrier = SharedBarrier.from(data.barrier);
  const { plain, slices, perSlice } = data;
  for (let slice = 0; slice < slices; slice += 1) {
    barrier.block();
    for (let round = 0; round < perSlice; round += 1) {
      counter.increment();
      // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- the race to be seen
      plain[0] += 1;
    }
    done.add(perSlice);
    // So that an eye can follow.
    Atomics.wait(pause, 0, 0, 8);
  }
  self.postMessage('over');
};
