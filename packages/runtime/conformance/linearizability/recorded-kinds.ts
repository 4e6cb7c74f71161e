import type { SharedHandle } from '../../src/index.js';
import { AtomicCounter } from '../../src/atomic-counter/atomic-counter.js';
import { atomicCounterMutants } from '../../src/atomic-counter/atomic-counter.mutants.js';
import { SharedMutex } from '../../src/shared-mutex/shared-mutex.js';
import { sharedMutexMutants } from '../../src/shared-mutex/shared-mutex.mutants.js';
import { SharedQueue } from '../../src/shared-queue/shared-queue.js';
import { sharedQueueMutants } from '../../src/shared-queue/shared-queue.mutants.js';
import { SharedSemaphore } from '../../src/shared-semaphore/shared-semaphore.js';
import { sharedSemaphoreMutants } from '../../src/shared-semaphore/shared-semaphore.mutants.js';
import type { Mutant } from '../mutation/mutant.js';
import { counterReference } from './counter-reference.js';
import { permitsReference } from './permits-reference.js';
import { queueReference } from './queue-reference.js';

/** A reference of whatever state. */
interface SomeSequential {
  readonly initial: unknown;
  apply(state: never, call: string): { readonly state: unknown; readonly answer: unknown };
}

/** Something of which workers record the calls that they make on it. */
export interface RecordedKind {
  readonly name: string;
  build(): SharedHandle;
  /** What a worker may do next; `#` stands for a number that no other call has. */
  readonly pieces: readonly (readonly string[])[];
  readonly reference: SomeSequential;
  /** A bug that shows in a history. */
  readonly planted: Mutant;
}

/** Time between a look and a write, so that few calls suffice to show a bug. */
const toDawdle = (word: string) =>
  `for (let spent = 0; spent < 500; spent++) Atomics.load(${word});`;

const slowCounter: Mutant = {
  ...atomicCounterMutants[0],
  replace: `open[At.NARROW]!; ${toDawdle('open, At.NARROW')} open[At.NARROW] = seen + 1;`,
};

const slowMutex: Mutant = {
  ...sharedMutexMutants[0],
  replace: `${toDawdle('this.#cells, At.WORD')} ${sharedMutexMutants[0].replace}`,
};

const PERMITS = 2;
const CAPACITY = 2;

export const recordedKinds: readonly RecordedKind[] = [
  {
    name: 'AtomicCounter',
    build: () => new AtomicCounter().handle,
    pieces: [['increment'], ['add 5'], ['value'], ['exchange 7'], ['compareExchange 7 3']],
    reference: counterReference,
    planted: slowCounter,
  },
  {
    name: 'SharedMutex',
    build: () => new SharedMutex().handle,
    pieces: [['lock 1', 'release'], ['tryLock 1', 'release'], ['isLocked']],
    reference: permitsReference(1),
    planted: slowMutex,
  },
  {
    name: 'SharedSemaphore',
    build: () => new SharedSemaphore(PERMITS).handle,
    pieces: [
      ['lock 1', 'release'],
      ['lock 2', 'release'],
      ['tryLock 1', 'release'],
      ['tryLock 2', 'release'],
    ],
    reference: permitsReference(PERMITS),
    planted: sharedSemaphoreMutants[0],
  },
  {
    name: 'SharedQueue',
    build: () => new SharedQueue({ capacity: CAPACITY, recordBytes: 4 }).handle,
    // Whoever put one takes one, so nobody waits for ever.
    pieces: [['put #', 'take'], ['tryPut #', 'take'], ['put #', 'tryTake', 'take'], ['length']],
    reference: queueReference(CAPACITY),
    planted: sharedQueueMutants.find(({ caughtBy }) => caughtBy === 'hammer')!,
  },
];
