import { Semaphore as AsyncSemaphore } from 'async-mutex';
import { Sema } from 'async-sema';
import { Semaphore as ToolkitSemaphore } from 'es-toolkit';
import { getSemaphore } from '@henrygd/semaphore';
import pLimit from 'p-limit';
import { type AsyncContestant, timeAsyncInTurns, toRatios } from '../bench/harness/time-async.js';
import { writeResult } from '../bench/shared-timing.js';
import type * as Source from './index.js';

// The package as it is shipped; its source would be compiled differently here.
const shipped: string = '@interlocked/runtime';
const runtime = (await import(shipped)) as typeof Source;

type Operation = () => unknown;

/** Awaits `operation` as often as asked; a function of its own text, so that each is compiled alone. */
function toLoop(operation: Operation): AsyncContestant {
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- see above
  const make = new Function(
    'operation',
    'return async (count) => { for (let i = 0; i < count; i++) await operation(); };',
  ) as (operation: Operation) => AsyncContestant;
  return make(operation);
}

const time = (operations: Record<string, Operation>) =>
  timeAsyncInTurns(
    Object.fromEntries(Object.entries(operations).map(([name, run]) => [name, toLoop(run)])),
  );

let sum = 0;
const increment = () => ++sum;

const semaphore = new runtime.Semaphore(2);
const [asyncSemaphore, sema] = [new AsyncSemaphore(2), new Sema(2)];
const [toolkit, henrygd, limit] = [new ToolkitSemaphore(2), getSemaphore('bench', 2), pLimit(2)];

const permits = await time({
  interlocked: async () => (await semaphore.acquire()).release(),
  'async-mutex': async () => (await asyncSemaphore.acquire())[1](),
  'async-sema': async () => {
    await sema.acquire();
    sema.release();
  },
  'es-toolkit': async () => {
    await toolkit.acquire();
    toolkit.release();
  },
  '@henrygd/semaphore': async () => {
    await henrygd.acquire();
    henrygd.release();
  },
});

const sections = await time({
  interlocked: () => semaphore.runExclusive(increment),
  'async-mutex': () => asyncSemaphore.runExclusive(increment),
  'p-limit': () => limit(increment),
});

const executor = new runtime.SerialExecutor();
const one = pLimit(1);
const tasks = await time({
  interlocked: () => executor.run(increment),
  'p-limit': () => one(increment),
});

const lock = new runtime.RWLock();
const guarded = new runtime.Guarded(0);
const flight = new runtime.SingleFlight<string, number>();
const once = new runtime.Once<number>();
const [keyedLock, keyedSemaphore] = [
  new runtime.KeyedRWLock<string>(),
  new runtime.KeyedSemaphore<string>(2),
];
const keyedExecutor = new runtime.KeyedExecutor<string>();
const mutex = new runtime.Mutex();
const condition = new runtime.Condition(mutex);
const event = new runtime.Event();
event.set();
const open = new runtime.Latch(1);
open.countDown();

const alone = await time({
  'nothing at all': increment,
  'Mutex.runExclusive': () => mutex.runExclusive(increment),
  'Semaphore.runExclusive': () => semaphore.runExclusive(increment),
  'RWLock.runRead': () => lock.runRead(increment),
  'RWLock.runWrite': () => lock.runWrite(increment),
  'KeyedRWLock.runWrite': () => keyedLock.runWrite('key', increment),
  'KeyedSemaphore.runExclusive': () => keyedSemaphore.runExclusive('key', increment),
  'Guarded.update': () => guarded.update((value) => value + 1),
  'SingleFlight.run': () => flight.run('key', increment),
  'Once.run, done': () => once.run(increment),
  'SerialExecutor.run': () => executor.run(increment),
  'KeyedExecutor.run': () => keyedExecutor.run('key', increment),
  'Event.wait, set': () => event.wait(),
  'Latch.wait, open': () => open.wait(),
  'Barrier of 2, both': () => {
    const barrier = new runtime.Barrier(2);
    return Promise.all([barrier.wait(), barrier.wait()]);
  },
  'Condition, wait and notify': async () => {
    const turn = condition.wait(mutex.tryAcquire()!);
    condition.notify();
    (await turn).release();
  },
});

writeResult(`one-thread-node-${process.versions.node.split('.')[0]}`, {
  unit: 'nanoseconds for one operation that finds nobody in its way, the fastest of many rounds',
  'Semaphore: acquire and release': permits,
  'Semaphore: acquire and release, as a multiple of ours': toRatios(permits, 'interlocked'),
  'Semaphore: runExclusive of a synchronous callback': sections,
  'Semaphore: runExclusive, as a multiple of ours': toRatios(sections, 'interlocked'),
  'SerialExecutor: a synchronous task': tasks,
  'SerialExecutor, as a multiple of ours': toRatios(tasks, 'interlocked'),
  'every primitive alone': alone,
});
