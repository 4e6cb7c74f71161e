import { kind, type MisusedKind, NO_OWNERS } from './misused-kind.js';

/** Locks of whatever kind. */
export const misusedLocks: readonly MisusedKind[] = [
  kind({
    name: 'SharedMutex',
    memory: '24 bytes of shared memory.',
    bytes: 24,
    build: ({ SharedMutex }) => new SharedMutex(),
    counts: {
      adopt: [(mutex, threadId) => mutex.adopt({ threadId, once: () => {} }), [-1]],
      declareDead: [(mutex, owner) => mutex.declareDead(owner), NO_OWNERS],
    },
    blocks: { lock: (mutex) => mutex.lock() },
    waits: {
      lock: (mutex, limit) => mutex.lock(limit),
      acquire: (mutex, limit) => mutex.acquire(limit),
      runExclusive: (mutex, limit) => mutex.runExclusive(() => {}, limit),
    },
  }),
  kind({
    name: 'SharedSemaphore',
    memory: '32 bytes of shared memory, and 4 for each permit.',
    bytes: 32 + 2 * 4,
    build: ({ SharedSemaphore }) => new SharedSemaphore(2),
    counts: {
      'new, permits': [
        (_, permits, { SharedSemaphore }) => new SharedSemaphore(permits),
        [0, 65_537],
      ],
      'lock, weight': [(semaphore, weight) => semaphore.lock({ weight }), [0, 3, -1]],
      'tryLock, weight': [(semaphore, weight) => semaphore.tryLock(weight), [0, 3, -1]],
      'acquire, weight': [(semaphore, weight) => semaphore.acquire({ weight }), [0, 3, -1]],
      adopt: [(semaphore, threadId) => semaphore.adopt({ threadId, once: () => {} }), [-1]],
      declareDead: [(semaphore, owner) => semaphore.declareDead(owner), NO_OWNERS],
    },
    blocks: { lock: (semaphore) => semaphore.lock() },
    waits: {
      lock: (semaphore, limit) => semaphore.lock(limit),
      acquire: (semaphore, limit) => semaphore.acquire(limit),
      runExclusive: (semaphore, limit) => semaphore.runExclusive(() => {}, limit),
    },
  }),
  kind({
    name: 'SharedRWLock',
    memory: '32 bytes of shared memory, and 4 for each reader there may be.',
    bytes: 32 + 2 * 4,
    build: ({ SharedRWLock }) => new SharedRWLock({ readers: 2 }),
    counts: {
      'new, readers': [(_, readers, { SharedRWLock }) => new SharedRWLock({ readers }), [0, 4097]],
      adopt: [(lock, threadId) => lock.adopt({ threadId, once: () => {} }), [-1]],
      declareDead: [(lock, owner) => lock.declareDead(owner), NO_OWNERS],
    },
    blocks: { lockRead: (lock) => lock.lockRead(), lockWrite: (lock) => lock.lockWrite() },
    waits: {
      lockRead: (lock, limit) => lock.lockRead(limit),
      lockWrite: (lock, limit) => lock.lockWrite(limit),
      acquireRead: (lock, limit) => lock.acquireRead(limit),
      acquireWrite: (lock, limit) => lock.acquireWrite(limit),
      runRead: (lock, limit) => lock.runRead(() => {}, limit),
      runWrite: (lock, limit) => lock.runWrite(() => {}, limit),
    },
  }),
  kind({
    name: 'SharedKeyedMutex',
    memory: '16 bytes of shared memory, and 24 for each slot.',
    bytes: 16 + 2 * 24,
    build: ({ SharedKeyedMutex }) => new SharedKeyedMutex({ slots: 2 }),
    counts: {
      'new, slots': [
        (_, slots, { SharedKeyedMutex }) => new SharedKeyedMutex({ slots }),
        [0, 65_537],
      ],
      adopt: [(keyed, threadId) => keyed.adopt({ threadId, once: () => {} }), [-1]],
      declareDead: [(keyed, owner) => keyed.declareDead(owner), NO_OWNERS],
    },
    blocks: { lock: (keyed) => keyed.lock('key') },
    waits: {
      lock: (keyed, limit) => keyed.lock('key', limit),
      acquire: (keyed, limit) => keyed.acquire('key', limit),
      runExclusive: (keyed, limit) => keyed.runExclusive('key', () => {}, limit),
      runExclusiveAll: (keyed, limit) => keyed.runExclusiveAll(['key'], () => {}, limit),
    },
  }),
  kind({
    name: 'SharedOnce',
    memory: '48 bytes of shared memory.',
    bytes: 48,
    build: ({ SharedOnce }) => new SharedOnce(),
    counts: {
      adopt: [(once, threadId) => once.adopt({ threadId, once: () => {} }), [-1]],
      declareDead: [(once, owner) => once.declareDead(owner), NO_OWNERS],
    },
    blocks: { runBlocking: (once) => once.runBlocking(() => {}) },
    waits: {
      runBlocking: (once, limit) => once.runBlocking(() => {}, limit),
      run: (once, limit) => once.run(() => {}, limit),
    },
  }),
];
