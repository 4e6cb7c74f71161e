import { describe, expect, it } from 'vitest';
import type { Guard } from '../../src/guard.js';
import {
  SharedCondition,
  type SharedGuard,
  SharedKeyedMutex,
  SharedMutex,
  SharedRWLock,
  SharedSemaphore,
} from '../../src/shared.js';

/** A lock with its ways to be taken for good, to be tried, and to be freed of a thread that died. */
interface Taken {
  acquire(): Promise<Guard>;
  tryAgain(): Guard | undefined;
  declareDead(): unknown;
}

const locks: [name: string, build: () => Taken][] = [
  [
    'SharedMutex',
    () => {
      const mutex = new SharedMutex();
      return {
        acquire: () => mutex.acquire(),
        tryAgain: () => mutex.tryLock(),
        declareDead: () => mutex.declareDead(mutex.ownerId),
      };
    },
  ],
  [
    'SharedKeyedMutex',
    () => {
      const keyed = new SharedKeyedMutex({ slots: 2 });
      return {
        acquire: () => keyed.acquire('key'),
        tryAgain: () => keyed.tryLock('key'),
        declareDead: () => keyed.declareDead(keyed.ownerId),
      };
    },
  ],
  [
    'SharedSemaphore',
    () => {
      const semaphore = new SharedSemaphore(2);
      return {
        acquire: () => semaphore.acquire({ weight: 2 }),
        tryAgain: () => semaphore.tryLock(),
        declareDead: () => semaphore.declareDead(semaphore.ownerId),
      };
    },
  ],
  [
    'SharedRWLock, to write',
    () => {
      const lock = new SharedRWLock();
      return {
        acquire: () => lock.acquireWrite(),
        tryAgain: () => lock.tryRead(),
        declareDead: () => lock.declareDead(lock.ownerId),
      };
    },
  ],
  [
    'SharedRWLock, to read',
    () => {
      const lock = new SharedRWLock();
      return {
        acquire: () => lock.acquireRead(),
        tryAgain: () => lock.tryWrite(),
        declareDead: () => lock.declareDead(lock.ownerId),
      };
    },
  ],
];

describe.each(locks)('%s', (_name, build) => {
  it('is not freed by a second release of a guard', async () => {
    const lock = build();
    const first = await lock.acquire();
    first.release();
    const second = await lock.acquire();
    first.release();
    first[Symbol.dispose]();
    expect(lock.tryAgain()).toBeUndefined();
    second.release();
    expect(lock.tryAgain()).toBeDefined();
  });

  it('is not freed by a task whose guard is over', async () => {
    const lock = build();
    const over = await lock.acquire();
    over.release();
    const holding = lock.acquire();
    await Promise.all([holding, Promise.resolve().then(() => over.release())]);
    expect(lock.tryAgain()).toBeUndefined();
    (await holding).release();
  });

  it('is not freed by a copy of a guard in another thread', async () => {
    const lock = build();
    const guard = await lock.acquire();
    const copy = structuredClone(guard) as Partial<Guard>;
    expect(copy.release).toBeUndefined();
    expect(() => guard.release.call(copy as Guard)).toThrow(TypeError);
    expect(lock.tryAgain()).toBeUndefined();
    guard.release();
  });

  it('is not freed by a thread that was declared dead, and tells it', async () => {
    const lock = build();
    const lost = await lock.acquire();
    lock.declareDead();
    const next = await lock.acquire();
    // Where both holds are of one thread, they cannot be told apart by their owner.
    next.release();
    expect(() => lost.release()).toThrow(expect.objectContaining({ code: 'ERR_NOT_HELD' }));
    expect(lock.tryAgain()).toBeDefined();
  });
});

describe('SharedCondition', () => {
  const unheld: [string, (mutex: SharedMutex) => SharedGuard][] = [
    [
      'was released',
      (mutex) => {
        const guard = mutex.lock();
        guard.release();
        return guard;
      },
    ],
    ['is of another mutex', () => new SharedMutex().lock()],
  ];

  it.each(unheld)('waits with no guard that %s', (_what, toGuard) => {
    const [mutex, condition] = [new SharedMutex(), new SharedCondition()];
    const guard = toGuard(mutex);
    const before = [...new Uint8Array(mutex.handle.buffer)];
    for (const call of [
      () => condition.wait(mutex, guard),
      () => condition.block(mutex, guard),
      () => condition.blockUntil(mutex, guard, () => false),
    ]) {
      expect(call).toThrow(expect.objectContaining({ code: 'ERR_NOT_HELD' }));
    }
    expect([...new Uint8Array(mutex.handle.buffer)]).toEqual(before);
  });
});
