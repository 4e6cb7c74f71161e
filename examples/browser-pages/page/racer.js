import { AtomicCounter, SharedBarrier } from '/runtime/index.js';

/** Counts on both totals, slice by slice, each begun at the same moment as the other worker. */
self.onmessage = ({ data }) => {
  const counter = AtomicCounter.from(data.counter);
  const done = AtomicCounter.from(data.done);
  const barrier = SharedBarrier.from(data.barrier);
  const { plain, frames, slices, perSlice } = data;
  for (let slice = 0; slice < slices; slice += 1) {
    barrier.block();
    for (let round = 0; round < perSlice; round += 1) {
      counter.increment();
      // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- the race to be seen
      plain[0] += 1;
    }
    done.add(perSlice);
    // The next slice begins after this one is drawn, so that an eye can follow.
    Atomics.wait(frames, 0, Atomics.load(frames, 0));
  }
  self.postMessage('over');
};
