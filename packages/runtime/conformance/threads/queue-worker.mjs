import { workerData } from 'node:worker_threads';

/** Puts numbers of its own into a queue, or takes numbers until the end and notes them. */
const { module, handle, barrier, workers, rounds, program, first, notes } = workerData;
const { SharedQueue } = await import(module);
const queue = SharedQueue.from(handle);
const toRecord = (value) => Uint32Array.of(value);
const toValue = (record) => new Uint32Array(record.buffer)[0];

const programs = {
  putBlocking() {
    for (let round = 0; round < rounds; round++) queue.putBlocking(toRecord(first + round));
  },
  async put() {
    for (let round = 0; round < rounds; round++) await queue.put(toRecord(first + round));
  },
  tryPut() {
    for (let round = 0; round < rounds; round++) while (!queue.tryPut(toRecord(first + round)));
  },
  takeBlocking() {
    for (let record; (record = queue.takeBlocking());) note(toValue(record));
  },
  async take() {
    for await (const record of queue) note(toValue(record));
  },
  tryTake() {
    while (!queue.isClosed || queue.length > 0) {
      const record = queue.tryTake();
      if (record) note(toValue(record));
    }
  },
};

/** Appends to the worker's own notes, whose first word is how many there are. */
function note(value) {
  const count = notes[0] + 1;
  // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- no other worker writes them
  notes[0] = count;
  notes[count] = value;
}

Atomics.add(barrier, 0, 1);
// Without this barrier the first worker may be done before the second has begun.
while (Atomics.load(barrier, 0) < workers);
await programs[program]();
