import { parentPort, workerData } from 'node:worker_threads';

/** Makes the calls of its script, round after round, and records when each began and ended. */
const { module, name, handles, scripts, clock, barrier, workers } = workerData;
const { [name]: Shared } = await import(module);

/** A wait that takes so long is one that nobody ends. */
const limit = { timeoutMs: 10_000 };
const tick = () => Atomics.add(clock, 0, 1);

const makers = { AtomicCounter: onCounter, SharedQueue: onQueue };
const make = makers[name] ?? onLock;

const rounds = handles.map((handle, round) => {
  const call = make(Shared.from(handle));
  const calls = [];
  awaitOthers(workers * (round + 1));
  for (const step of scripts[round]) {
    const begin = tick();
    const made = call(...step.split(' '));
    const end = tick();
    if (made) calls.push({ call: step, ...made, begin, end });
  }
  return calls;
});
parentPort.postMessage(rounds);

/** Without this barrier the first worker may be done before the second has begun. */
function awaitOthers(goal) {
  if (Atomics.add(barrier, 0, 1) + 1 === goal) Atomics.notify(barrier, 0);
  // Who spins goes on at the same moment; but with fewer processors than workers, the last one
  // gets its turn only when the others sleep.
  for (let spins = 0; spins < 5_000; spins += 1) if (Atomics.load(barrier, 0) >= goal) return;
  for (let seen; (seen = Atomics.load(barrier, 0)) < goal;) Atomics.wait(barrier, 0, seen);
}

function onCounter(counter) {
  return (method, ...counts) => ({
    answer: method === 'value' ? counter.value : counter[method](...counts.map(Number)),
  });
}

/** For locks of one unit and of several; a release that has nothing to release is no call. */
function onLock(lock) {
  let guard;
  let weight;
  const take = {
    lock: () => (name === 'SharedMutex' ? lock.lock(limit) : lock.lock({ weight, ...limit })),
    tryLock: () => (name === 'SharedMutex' ? lock.tryLock() : lock.tryLock(weight)),
  };
  return (method, count) => {
    if (method === 'isLocked') return { answer: lock.isLocked };
    if (method !== 'release') {
      weight = Number(count);
      guard = take[method]();
      // A semaphore that is busy may refuse what it could grant.
      return guard || name === 'SharedMutex' ? { answer: guard !== undefined } : undefined;
    }
    const held = guard;
    guard = undefined;
    held?.release();
    return held && { call: `release ${weight}`, answer: undefined };
  };
}

/** Takes as many as it has put. A try that is refused, perhaps for being too busy, is no call. */
function onQueue(queue) {
  let owed = 0;
  const taken = (record) => {
    if (record) owed -= 1;
    return record && { call: 'take', answer: new Int32Array(record.buffer)[0] };
  };
  return (method, value) => {
    const record = Int32Array.of(Number(value));
    if (method === 'length') return { answer: queue.length };
    if (method === 'take') return owed > 0 ? taken(queue.takeBlocking(limit)) : undefined;
    if (method === 'tryTake') return owed > 0 ? taken(queue.tryTake()) : undefined;
    if (method === 'put') queue.putBlocking(record, limit);
    else if (!queue.tryPut(record)) return undefined;
    owed += 1;
    return { call: `put ${value}`, answer: true };
  };
}
