import { expect } from 'vitest';
import type * as runtime from '../../src/index.js';
import { advance, settle } from '../../src/testing/settle.js';
import { VirtualClock } from '../../src/testing/virtual-clock.js';
import { CountedSignal } from '../histories/counted-signal.js';
import type { Mutant } from '../mutation/mutant.js';

type Runtime = typeof runtime;

/** A bug that a peer has or had, and the same one planted here. */
export interface KnownBug {
  readonly name: string;
  /** Fails if the package has the bug. */
  readonly check: (runtime: Runtime) => unknown;
  readonly planted: Omit<Mutant, 'name' | 'caughtBy'>;
}

const QUEUE = 'internal/wait-queue.ts';
const MANY = 10_000;

/** The bugs of async-mutex, async-lock, async-sema, p-mutex, p-limit and of native Web Locks. */
export const knownBugs: readonly KnownBug[] = [
  {
    name: 'double release',
    async check({ Mutex, Semaphore }) {
      for (const lock of [new Mutex(), new Semaphore(1)]) {
        const first = await lock.acquire();
        const second = lock.acquire();
        first.release();
        first.release();
        await second;
        expect(lock.tryAcquire()).toBeUndefined();
      }
    },
    planted: {
      file: 'mutex/mutex.ts',
      find: 'if (this.#holder !== holder) return false;',
      replace: '',
    },
  },
  {
    name: 'released by a non-holder',
    async check({ Condition, Mutex }) {
      const [mutex, other] = [new Mutex(), new Mutex()];
      const former = await mutex.acquire();
      former.release();
      const [holder, stranger] = [await mutex.acquire(), await other.acquire()];
      const condition = new Condition(mutex);
      for (const guard of [former, stranger]) {
        guard.release();
        expect(() => condition.wait(guard)).toThrow(
          expect.objectContaining({ code: 'ERR_NOT_HELD' }),
        );
      }
      expect(mutex.isLocked).toBe(true);
      holder.release();
      expect(mutex.isLocked).toBe(false);
    },
    planted: {
      file: 'condition/condition.ts',
      find: '!this.#mutex.isLocked || !this.#mutex.release(guard)',
      replace: '!this.#mutex.release((this.#mutex as any).tryAcquire() ?? guard) && false',
    },
  },
  {
    name: 'a timed-out waiter that stays queued',
    check: ({ Mutex }) =>
      withClock(async (clock) => {
        const mutex = new Mutex();
        const guard = mutex.tryAcquire()!;
        const late = outcomeOf(mutex.acquire({ timeoutMs: 5 }));
        await advance(clock, 5);
        expect([await late, mutex.waiting]).toEqual(['ERR_TIMEOUT', 0]);
        guard.release();
        expect(mutex.isLocked).toBe(false);
      }),
    planted: {
      file: QUEUE,
      find: '      this.#remove(waiter);\n      reject(reason);',
      replace: '      reject(reason);',
    },
  },
  {
    name: 'shared error objects',
    async check({ Mutex }) {
      const mutex = new Mutex();
      mutex.tryAcquire();
      const errors = await Promise.all(
        [1, 2].map(() => mutex.acquire({ timeoutMs: 0 }).catch((error: unknown) => error)),
      );
      expect(errors[0]).toMatchObject({ code: 'ERR_TIMEOUT' });
      expect(errors[0]).not.toBe(errors[1]);
    },
    planted: {
      file: QUEUE,
      find: "return new InterlockedError('ERR_TIMEOUT'",
      replace: "return (globalThis as any).shared ??= new InterlockedError('ERR_TIMEOUT'",
    },
  },
  {
    name: 'abort racing the hand-off',
    async check({ Mutex }) {
      for (const isAbortFirst of [true, false]) {
        const mutex = new Mutex();
        const guard = mutex.tryAcquire()!;
        const controller = new AbortController();
        const first = outcomeOf(mutex.acquire({ signal: controller.signal }));
        const second = outcomeOf(mutex.acquire());
        if (isAbortFirst) controller.abort();
        guard.release();
        if (!isAbortFirst) controller.abort();
        await settle();
        const [granted, other] = isAbortFirst ? [second, first] : [first, second];
        expect(await granted).toBe('granted');
        expect(await Promise.race([other, later('waits')])).toBe(
          isAbortFirst ? 'AbortError' : 'waits',
        );
        expect([mutex.isLocked, mutex.waiting]).toEqual([true, isAbortFirst ? 0 : 1]);
      }
    },
    planted: { file: QUEUE, find: 'waiter.#disarm?.();', replace: '' },
  },
  {
    name: 'abort listeners left behind',
    check: ({ Mutex }) =>
      withClock(async (clock) => {
        const mutex = new Mutex();
        const signal = new CountedSignal();
        const guard = mutex.tryAcquire()!;
        const granted = mutex.acquire({ signal: signal.signal });
        const late = outcomeOf(mutex.acquire({ signal: signal.signal, timeoutMs: 5 }));
        await advance(clock, 5);
        guard.release();
        (await granted).release();
        await mutex.runExclusive(() => {}, { signal: signal.signal });
        expect([await late, signal.listeners]).toEqual(['ERR_TIMEOUT', 0]);
      }),
    planted: { file: QUEUE, find: "signal?.removeEventListener('abort', abort);", replace: '' },
  },
  {
    name: '10,000 queued synchronous callbacks',
    async check({ KeyedMutex, Mutex, SerialExecutor }) {
      const [mutex, keyed, executor] = [
        new Mutex(),
        new KeyedMutex<string>(),
        new SerialExecutor(),
      ];
      const ran: number[] = [];
      const holds = [mutex.tryAcquire(), keyed.tryAcquire('key')];
      void executor.run(settle);
      const runs = Array.from({ length: MANY }, (_, i) => [
        mutex.runExclusive(() => ran.push(i)),
        keyed.runExclusive('key', () => i),
        executor.run(() => i),
      ]);
      for (const hold of holds) hold!.release();
      await Promise.all(runs.flat());
      expect(ran).toEqual(Array.from({ length: MANY }, (_, i) => i));
    },
    planted: {
      file: QUEUE,
      // A walk to the end of the queue, inside of a call for each waiter.
      find: 'let before = this.#previous;',
      replace:
        'const last = (at: Waiter, ...path: Waiter[]): Waiter =>' +
        ' at.#next === this ? at : last(at.#next, at, ...path);\n' +
        'let before = last(this);',
    },
  },
  {
    name: 'a callback that throws synchronously',
    async check({ KeyedMutex, Mutex, RWLock, Semaphore, SerialExecutor }) {
      const fail = (): never => {
        throw new Error('inside');
      };
      const [mutex, semaphore, lock] = [new Mutex(), new Semaphore(1), new RWLock()];
      const [keyed, executor] = [new KeyedMutex<string>(), new SerialExecutor()];
      const runs = [
        () => mutex.runExclusive(fail),
        () => semaphore.runExclusive(fail),
        () => lock.runWrite(fail),
        () => keyed.runExclusive('key', fail),
        () => executor.run(fail),
      ];
      for (const run of [...runs, ...runs]) {
        const failed = run().catch((error: Error) => error.message);
        expect(await Promise.race([failed, later('waits')])).toBe('inside');
      }
      const isHeld = [mutex, semaphore, lock].map(({ isLocked }) => isLocked);
      expect([...isHeld, keyed.size, executor.isRunning]).toEqual([false, false, false, 0, false]);
    },
    planted: {
      file: 'internal/run-under.ts',
      find: 'const result = fn();',
      replace: 'let result; try { result = fn(); } catch (e) { hold.release = () => {}; throw e; }',
    },
  },
  {
    name: 'opposite multi-key orders',
    async check({ KeyedMutex }) {
      const mutex = new KeyedMutex<string>();
      const guard = await mutex.acquire('b');
      const outcomes = [
        ['a', 'b'],
        ['b', 'a'],
        ['b', 'c', 'a', 'b'],
      ].map((keys) => outcomeOf(mutex.runExclusiveAll(keys, () => Promise.resolve())));
      await settle();
      guard.release();
      const ended = await Promise.all(outcomes.map((end) => Promise.race([end, later('waits')])));
      expect(ended).toEqual(['granted', 'granted', 'granted']);
      expect(mutex.size).toBe(0);
    },
    planted: {
      file: 'internal/keyed-table.ts',
      find: 'return entries.sort((a, b) => a.sequence - b.sequence);',
      replace: 'return entries;',
    },
  },
  {
    name: 'a weighted waiter that fits but is not woken',
    async check({ Semaphore }) {
      const semaphore = new Semaphore(3);
      const held = await semaphore.acquire({ weight: 2 });
      const controller = new AbortController();
      const heavy = outcomeOf(semaphore.acquire({ weight: 3, signal: controller.signal }));
      const light = outcomeOf(semaphore.acquire({ weight: 1 }));
      controller.abort();
      expect(await heavy).toBe('AbortError');
      expect(await Promise.race([light, later('waits')])).toBe('granted');
      const both = [1, 1].map((weight) => outcomeOf(semaphore.acquire({ weight })));
      held.release();
      const outcomes = await Promise.race([Promise.all(both), later(['wait'])]);
      expect(outcomes).toEqual(['granted', 'granted']);
    },
    planted: {
      file: 'internal/unit-lock.ts',
      find: 'this.#waiters.onLeave = () => this.#letIn();',
      replace: '',
    },
  },
  {
    name: 'writer starvation',
    async check({ KeyedRWLock, RWLock }) {
      const [one, keyed] = [new RWLock(), new KeyedRWLock<string>()];
      const locks = [
        one,
        {
          acquireRead: () => keyed.acquireRead('key'),
          acquireWrite: () => keyed.acquireWrite('key'),
        },
      ];
      for (const lock of locks) {
        const reader = await lock.acquireRead();
        const writer = outcomeOf(lock.acquireWrite());
        const next = outcomeOf(lock.acquireRead());
        expect(await Promise.race([next, later('waits')])).toBe('waits');
        reader.release();
        expect(await Promise.race([writer, later('waits')])).toBe('granted');
      }
    },
    planted: {
      file: 'internal/unit-lock.ts',
      find: 'return this.#waiters.length === 0 && units <= this.free;',
      replace: 'return units <= this.free;',
    },
  },
  {
    name: 'releasing under a running callback',
    check: ({ Mutex }) =>
      withClock(async (clock) => {
        const mutex = new Mutex();
        const controller = new AbortController();
        const options = { timeoutMs: 5, signal: controller.signal };
        const work = () => new Promise((resolve) => setTimeout(resolve, 50));
        const run = outcomeOf(mutex.runExclusive(work, options));
        await advance(clock, 20);
        controller.abort();
        await settle();
        expect(mutex.isLocked).toBe(true);
        await advance(clock, 30);
        expect([await run, mutex.isLocked]).toEqual(['granted', false]);
      }),
    planted: {
      file: 'internal/run-under.ts',
      find: 'return isThenable(result) ? await result : result;',
      replace: 'return result as T;',
    },
  },
  {
    name: 'hidden caps',
    async check({ KeyedExecutor, KeyedMutex, KeyedSemaphore, SerialExecutor }) {
      const [mutex, semaphore] = [new KeyedMutex<number>(), new KeyedSemaphore<number>(1)];
      const [executor, executors] = [new SerialExecutor(), new KeyedExecutor<number>()];
      const runs = Array.from({ length: MANY }, (_, i) => [
        mutex.runExclusive(1, settle),
        mutex.runExclusive(i, settle),
        semaphore.runExclusive(1, () => i),
        executor.run(() => i),
        executors.run(1, () => i),
      ]);
      expect(await Promise.all(runs.flat())).toHaveLength(5 * MANY);
    },
    planted: {
      file: 'internal/keyed-table.ts',
      find: '{ keyOf, maxWaiting = Infinity }',
      replace: '{ keyOf, maxWaiting = 1000 }',
    },
  },
];

/** How a wait or a run ends. */
function outcomeOf(promise: Promise<unknown>): Promise<string> {
  return promise.then(
    () => 'granted',
    (error: Error & { code?: string }) => (error.name === 'AbortError' ? error.name : error.code!),
  );
}

/** `value`, after everything that can happen has. */
async function later<T>(value: T): Promise<T> {
  await settle();
  return value;
}

async function withClock(check: (clock: VirtualClock) => Promise<void>): Promise<void> {
  const clock = new VirtualClock().install();
  try {
    await check(clock);
  } finally {
    clock.uninstall();
  }
}
