/** Every primitive that threads share, for two workers and the thread that starts them. */
export function newLayout(shared, workers) {
  return {
    counter: shared.AtomicCounter,
    flag: shared.AtomicFlag,
    int32: shared.AtomicInt32,
    bigInt64: shared.AtomicBigInt64,
    striped: new shared.StripedCounter({ stripes: workers }),
    mutex: shared.SharedMutex,
    semaphore: new shared.SharedSemaphore(1),
    rwLock: new shared.SharedRWLock({ readers: 4 }),
    condition: shared.SharedCondition,
    latch: new shared.SharedLatch(workers),
    barrier: new shared.SharedBarrier(workers),
    once: shared.SharedOnce,
    keyed: new shared.SharedKeyedMutex({ slots: 8 }),
    queue: new shared.SharedQueue({ capacity: 4, recordBytes: 4 }),
  };
}

/** Words that the locks protect. */
const At = { MUTEX: 0, SEMAPHORE: 1, RW_LOCK: 2, KEYED: 3, ONCE: 4, CONDITION: 5 };

/** Uses all of them together with workers, and answers what became of them. */
export async function useAll(shared, { workers, rounds, startWorker }) {
  const { parts, handle } = shared.createShared(newLayout(shared, workers));
  const data = new Int32Array(new SharedArrayBuffer(64));
  const order = { handle, data, workers, rounds };
  const ends = Array.from({ length: workers }, () => startWorker(order));
  // A worker that fails would leave this one waiting.
  const failed = new Promise((_, reject) => ends.forEach((end) => end.catch(reject)));
  const used = (async () => {
    let taken = 0;
    for (let record = 0; record < workers * rounds; record += 1) {
      taken += new Int32Array((await parts.queue.take()).buffer)[0];
    }
    await parts.mutex.runExclusive(() => (data[At.CONDITION] = 1));
    parts.condition.notifyAll();
    await parts.latch.wait();
    await parts.flag.waitUntilSet();
    (await parts.semaphore.acquire()).release();
    (await parts.rwLock.acquireRead()).release();
    await parts.counter.waitUntil((value) => value === workers * rounds);
    await Promise.all(ends);
    return taken;
  })();
  const taken = await Promise.race([used, failed]);
  return {
    taken,
    counter: parts.counter.value,
    striped: parts.striped.sum(),
    int32: parts.int32.load(),
    bigInt64: Number(parts.bigInt64.load()),
    ...Object.fromEntries(Object.entries(At).map(([name, at]) => [name, data[at]])),
  };
}

/** What `useAll` answers when nothing is lost. */
export function expected({ workers, rounds }) {
  const all = workers * rounds;
  const counts = { taken: all, counter: all, striped: all, int32: all, bigInt64: all };
  return { ...counts, MUTEX: all, SEMAPHORE: all, RW_LOCK: all, KEYED: all, ONCE: 1, CONDITION: 1 };
}

/** A worker's part. */
export function useAllInWorker(shared, { handle, data, workers, rounds }) {
  const parts = shared.joinShared(newLayout(shared, workers), handle);
  // Reads and writes: only a lock makes that whole.
  const add = (at) => {
    const seen = data[at];
    for (let spent = 0; spent < 20; spent += 1) Atomics.load(data, 15);
    // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- under the lock on trial
    data[at] = seen + 1;
  };
  const under = (guard, at) => {
    add(at);
    guard.release();
  };
  parts.barrier.block();
  for (let round = 0; round < rounds; round += 1) {
    under(parts.mutex.lock(), At.MUTEX);
    under(parts.semaphore.lock(), At.SEMAPHORE);
    under(parts.rwLock.lockWrite(), At.RW_LOCK);
    under(parts.keyed.lock('key'), At.KEYED);
    parts.counter.increment();
    parts.striped.increment();
    parts.int32.add(1);
    parts.bigInt64.add(1n);
    parts.queue.putBlocking(Int32Array.of(1));
  }
  parts.once.runBlocking(() => add(At.ONCE));
  parts.condition
    .blockUntil(parts.mutex, parts.mutex.lock(), () => data[At.CONDITION] === 1)
    .release();
  parts.flag.testAndSet();
  parts.latch.countDown();
}
