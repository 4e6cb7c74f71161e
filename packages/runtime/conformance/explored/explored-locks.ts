import { expect } from 'vitest';
import { explored, type ExploredProgram, visits } from './explored-program.js';

/** Locks: whoever visits finds nobody else. */
export const exploredLocks: readonly ExploredProgram[] = [
  explored(
    'Mutex',
    ({ Mutex }) =>
      visits(
        () => ({ lock: new Mutex() }),
        async ({ lock, tally }) => {
          const guard = await lock.acquire({ timeoutMs: 5 }).catch(() => lock.acquire());
          await tally.increment();
          guard.release();
          guard.release();
        },
      ),
    {
      file: 'mutex/mutex.ts',
      find: 'if (!(this.#holder = this.#waiters.grant())) this.onLeave();',
      replace: 'this.#holder = undefined; if (!this.#waiters.grant()) this.onLeave();',
    },
  ),
  explored(
    'KeyedMutex',
    ({ KeyedMutex }) =>
      visits(
        () => ({
          lock: new KeyedMutex<string>(),
          orders: [
            ['a', 'b'],
            ['b', 'a'],
            ['b', 'c', 'a'],
          ],
        }),
        ({ lock, orders, tally }) => lock.runExclusiveAll(orders.pop()!, tally.increment),
      ),
    {
      file: 'internal/keyed-table.ts',
      find: 'return entries.sort((a, b) => a.sequence - b.sequence);',
      replace: 'return entries;',
    },
  ),
  explored(
    'Semaphore',
    ({ Semaphore }) =>
      visits(
        () => ({ lock: new Semaphore(3) }),
        ({ lock, tally }) => lock.runExclusive(tally.increment, { weight: 2 }),
      ),
    {
      file: 'internal/unit-lock.ts',
      find: 'return this.#waiters.length === 0 && units <= this.free;',
      replace: 'return this.#waiters.length === 0 && this.free > 0;',
    },
  ),
  explored(
    'KeyedSemaphore',
    ({ KeyedSemaphore }) =>
      visits(
        () => ({ lock: new KeyedSemaphore<string>(1) }),
        async ({ lock, tally }) => {
          await lock.runExclusive('key', tally.increment);
          expect(lock.size).toBeLessThanOrEqual(1);
        },
      ),
    {
      file: 'internal/keyed-table.ts',
      find: 'if (entry === undefined) {',
      replace: '{',
    },
  ),
  explored(
    'RWLock',
    ({ RWLock }) =>
      visits(
        () => ({ lock: new RWLock() }),
        async ({ lock, tally }) => {
          await lock.runWrite(tally.increment);
          await lock.runRead(async () => {
            const seen = tally.count;
            await tally.step('reads');
            expect(tally.count).toBe(seen);
          });
        },
      ),
    {
      file: 'rw-lock/rw-lock.ts',
      find: 'return this.#run(WRITE_UNITS, fn, options);',
      replace: 'return this.#run(READ_UNITS, fn, options);',
    },
  ),
  explored(
    'KeyedRWLock',
    ({ KeyedRWLock }) =>
      visits(
        () => ({
          lock: new KeyedRWLock<string>(),
          orders: [
            ['a', 'b'],
            ['b', 'a'],
            ['b', 'c', 'a'],
          ],
        }),
        ({ lock, orders, tally }) => lock.runWriteAll(orders.pop()!, tally.increment),
      ),
    {
      file: 'internal/keyed-table.ts',
      find: 'return entries.sort((a, b) => a.sequence - b.sequence);',
      replace: 'return entries;',
    },
  ),
  explored(
    'Guarded',
    ({ Guarded }) =>
      visits(
        () => ({ value: new Guarded(0) }),
        async ({ value, tally }) => {
          tally.count = await value.update(async (count) => {
            await tally.step('updates');
            return count + 1;
          });
        },
      ),
    {
      file: 'guarded/guarded.ts',
      find: 'this.#mutex.runExclusive(() => this.#replace(fn(this.#value)), options)',
      replace: 'Promise.resolve(this.#replace(fn(this.#value)))',
    },
  ),
  explored(
    'SerialExecutor',
    ({ SerialExecutor }) =>
      visits(
        () => ({ executor: new SerialExecutor() }),
        ({ executor, tally }) => executor.run(tally.increment),
      ),
    {
      file: 'serial-executor/serial-executor.ts',
      find: 'return runUnder(later, task);',
      replace: 'later.catch(() => {}); return runUnder(place, task);',
    },
  ),
  explored(
    'KeyedExecutor',
    ({ KeyedExecutor }) =>
      visits(
        () => ({ executor: new KeyedExecutor<string>() }),
        ({ executor, tally }) => executor.run('key', tally.increment),
      ),
    {
      file: 'keyed-executor/keyed-executor.ts',
      find: 'if (entry === undefined) {',
      replace: '{',
    },
  ),
  explored(
    'async-mutex: Semaphore',
    ({ Semaphore }) =>
      visits(
        () => ({ lock: new Semaphore(1) }),
        ({ lock, tally }) => lock.runExclusive(tally.increment),
      ),
    {
      file: 'async-mutex/semaphore.ts',
      find: 'return isFirst && weight <= this.#value;',
      replace: 'return isFirst;',
    },
    'async-mutex/index',
  ),
  explored(
    'web-locks: LockManager',
    ({ LockManager }) =>
      visits(
        () => ({ locks: new LockManager() }),
        ({ locks, tally }) => locks.request('key', tally.increment),
      ),
    {
      file: 'web-locks/lock-manager.ts',
      find: 'return await callback(lock);',
      replace: 'return callback(lock) as T;',
    },
    'web-locks/index',
  ),
];
