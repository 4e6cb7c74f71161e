import { kind, type MisusedKind, NO_OWNERS } from './misused-kind.js';

const FAR = 2 ** 31;

/** What threads wait for each other at. */
export const misusedMeetings: readonly MisusedKind[] = [
  kind({
    name: 'SharedCondition',
    memory: '24 bytes of shared memory.',
    bytes: 24,
    build: ({ SharedCondition }) => new SharedCondition(),
    counts: {
      adopt: [(condition, threadId) => condition.adopt({ threadId, once: () => {} }), [-1]],
    },
    blocks: {
      block(condition, _, { SharedMutex }) {
        const mutex = new SharedMutex();
        return condition.block(mutex, mutex.tryLock()!);
      },
      blockUntil(condition, _, { SharedMutex }) {
        const mutex = new SharedMutex();
        return condition.blockUntil(mutex, mutex.tryLock()!, () => false);
      },
    },
    waits: {
      block(condition, limit, { SharedMutex }) {
        const mutex = new SharedMutex();
        return condition.block(mutex, mutex.tryLock()!, limit);
      },
      blockUntil(condition, limit, { SharedMutex }) {
        const mutex = new SharedMutex();
        return condition.blockUntil(mutex, mutex.tryLock()!, () => false, limit);
      },
      wait(condition, limit, { SharedMutex }) {
        const mutex = new SharedMutex();
        return condition.wait(mutex, mutex.tryLock()!, limit);
      },
      waitUntil(condition, limit, { SharedMutex }) {
        const mutex = new SharedMutex();
        return condition.waitUntil(mutex, mutex.tryLock()!, () => false, limit);
      },
    },
  }),
  kind({
    name: 'SharedLatch',
    memory: '24 bytes of shared memory.',
    bytes: 24,
    build: ({ SharedLatch }) => new SharedLatch(2),
    counts: {
      'new, count': [(_, count, { SharedLatch }) => new SharedLatch(count), [-1, FAR]],
      countDown: [(latch, by) => latch.countDown(by), [-1, 3, FAR]],
    },
    blocks: { block: (latch) => latch.block() },
    waits: {
      block: (latch, limit) => latch.block(limit),
      wait: (latch, limit) => latch.wait(limit),
    },
  }),
  kind({
    name: 'SharedBarrier',
    memory: '24 bytes of shared memory.',
    bytes: 24,
    build: ({ SharedBarrier }) => new SharedBarrier(2),
    counts: {
      'new, parties': [(_, parties, { SharedBarrier }) => new SharedBarrier(parties), [0, 32_768]],
    },
    blocks: { block: (barrier) => barrier.block() },
    waits: {
      block: (barrier, limit) => barrier.block(limit),
      wait: (barrier, limit) => barrier.wait(limit),
    },
  }),
  kind({
    name: 'SharedQueue',
    memory:
      '48 bytes of shared memory, and for each record of the capacity 4 bytes and `recordBytes` in whole words.',
    bytes: 48 + 2 * (4 + 8),
    build: ({ SharedQueue }) => new SharedQueue({ capacity: 2, recordBytes: 5 }),
    counts: {
      'new, capacity': [
        (_, capacity, { SharedQueue }) => new SharedQueue({ capacity, recordBytes: 1 }),
        [0, 2 ** 24 + 1],
      ],
      'new, recordBytes': [
        (_, recordBytes, { SharedQueue }) => new SharedQueue({ capacity: 1, recordBytes }),
        [0, 2 ** 30 + 1],
      ],
      adopt: [(queue, threadId) => queue.adopt({ threadId, once: () => {} }), [-1]],
      declareDead: [(queue, owner) => queue.declareDead(owner), NO_OWNERS],
    },
    blocks: {
      putBlocking: (queue) => queue.putBlocking(Uint8Array.of(1)),
      takeBlocking: (queue) => queue.takeBlocking(),
    },
    waits: {
      putBlocking: (queue, limit) => queue.putBlocking(Uint8Array.of(1), limit),
      takeBlocking: (queue, limit) => queue.takeBlocking(limit),
      put: (queue, limit) => queue.put(Uint8Array.of(1), limit),
      take: (queue, limit) => queue.take(limit),
    },
  }),
];
