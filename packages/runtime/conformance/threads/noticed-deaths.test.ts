import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, it } from 'vitest';
import * as ours from '../../src/shared.js';
import { MutatedSource } from '../mutation/mutated-source.js';

type Shared = typeof ours;

/** The package as it was built, which is what users run. */
const BUILT = '@interlocked/runtime/shared';

const source = new MutatedSource();
afterAll(() => source.remove());

/** Makes what a worker will hold, and answers whether it is free again, each in its own way. */
const kinds: [name: keyof Shared, open: (shared: Shared) => [{ handle: unknown }, Attempt]][] = [
  [
    'SharedMutex',
    ({ SharedMutex }) => {
      const mutex = new SharedMutex();
      return [mutex, async (limit) => (await mutex.acquire(limit)).abandoned];
    },
  ],
  [
    'SharedSemaphore',
    ({ SharedSemaphore }) => {
      const semaphore = new SharedSemaphore(2);
      return [semaphore, async (limit) => (await semaphore.acquire(limit)).weight === 1];
    },
  ],
  [
    'SharedRWLock',
    ({ SharedRWLock }) => {
      const lock = new SharedRWLock();
      return [lock, async (limit) => (await lock.acquireRead(limit)).abandoned];
    },
  ],
  [
    'SharedKeyedMutex',
    ({ SharedKeyedMutex }) => {
      const keyed = new SharedKeyedMutex({ slots: 4 });
      return [keyed, async (limit) => (await keyed.acquire('key', limit)).abandoned];
    },
  ],
  [
    'SharedOnce',
    ({ SharedOnce }) => {
      const once = new SharedOnce();
      let isTold = false;
      return [
        once,
        async (limit) => {
          await once.run((wasCutShort) => void (isTold = wasCutShort), limit);
          return isTold;
        },
      ];
    },
  ],
  [
    'SharedQueue',
    ({ SharedQueue }) => {
      const queue = new SharedQueue({ capacity: 1, recordBytes: 1 });
      return [queue, (limit) => queue.put(Uint8Array.of(1), limit).then(() => true)];
    },
  ],
];

type Attempt = (limit: { timeoutMs: number }) => Promise<boolean>;

/** Terminates a worker while it holds something, and then wants the same. */
async function takeFromDead(
  [name, open]: (typeof kinds)[number],
  timeoutMs: number,
  shared: Shared = ours,
): Promise<boolean> {
  const [{ handle }, attempt] = open(shared);
  const file = new URL('./dying-worker.mjs', import.meta.url);
  const worker = new Worker(file, { workerData: { module: BUILT, name, handle } });
  await once(worker, 'message');
  const attempted = attempt({ timeoutMs });
  await worker.terminate();
  return attempted;
}

describe('what workers may hold', () => {
  it('is kept by nobody when no worker can have been given it', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    // A lock's memory is kept by whatever would free the lock.
    const memories = Array.from(
      { length: 50 },
      () => new WeakRef(new ours.SharedMutex().handle.buffer),
    );
    await setImmediate();
    collect();
    expect(memories.filter((memory) => memory.deref()).length).toBe(0);
  });
});

describe('a worker that this thread started and did not adopt', () => {
  it.each(kinds.map((kind) => [kind[0], kind] as const))(
    'is noticed when it ends while it holds a %s',
    async (_name, kind) => {
      expect(await takeFromDead(kind, Infinity)).toBe(true);
    },
  );

  it('is not noticed where nobody listens, which is the planted bug', async () => {
    const planted = await source.load(
      {
        name: 'nobody listens for workers',
        file: 'internal/shared-deaths.ts',
        find: "  if (!isListening) process.on('worker', awaitDeath);\n",
        replace: '',
        caughtBy: 'threads',
      },
      'shared',
    );
    const attempt = takeFromDead(kinds[0]!, 50, planted as unknown as Shared);
    await expect(attempt).rejects.toMatchObject({ code: 'ERR_TIMEOUT' });
  });

  it('wakes those who wait for a condition, as it may have taken a notification along', async () => {
    const [mutex, condition] = [new ours.SharedMutex(), new ours.SharedCondition()];
    const waiting = condition.wait(mutex, mutex.lock());
    const worker = new Worker('', { eval: true });
    await once(worker, 'exit');
    expect((await waiting).isHeld).toBe(true);
  });
});
