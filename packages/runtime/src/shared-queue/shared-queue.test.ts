import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { InterlockedError } from '../errors.js';
import { SharedQueue } from './shared-queue.js';

const bytes = (...values: number[]) => Uint8Array.from(values);
const newQueue = (capacity = 2) => new SharedQueue({ capacity, recordBytes: 5 });

describe('SharedQueue', () => {
  it('hands on records of different lengths, in order, lap after lap', () => {
    const queue = newQueue();
    const other = SharedQueue.from(structuredClone(queue.handle));
    for (let round = 0; round < 5; round++) {
      queue.putBlocking(bytes(round, 1, 2, 3, 4));
      expect(other.tryPut(bytes())).toBe(true);
      expect([queue.tryPut(bytes(9)), other.length]).toEqual([false, 2]);
      expect(other.takeBlocking()).toEqual(bytes(round, 1, 2, 3, 4));
      expect(queue.tryTake()).toEqual(bytes());
      expect([other.tryTake(), queue.length]).toEqual([undefined, 0]);
    }
    expect([other.capacity, other.recordBytes]).toEqual([2, 5]);
  });

  it('begins anew where its places end', () => {
    const queue = newQueue(3);
    const last = 3 * Math.floor((2 ** 31 - 1) / 3);
    new Int32Array(queue.handle.buffer).fill(last - 2, 6, 8);
    for (let value = 0; value < 3; value++) queue.putBlocking(bytes(value));
    expect(queue.length).toBe(3);
    expect([0, 1, 2].map(() => queue.tryTake()?.[0])).toEqual([0, 1, 2]);
    expect([...new Int32Array(queue.handle.buffer).slice(6, 8)]).toEqual([1, 1]);
  });

  it('takes any view of bytes, and answers bytes of their own', () => {
    const queue = new SharedQueue({ capacity: 1, recordBytes: 16 });
    const numbers = new Float64Array([0, 1.5, -2]).subarray(1);
    queue.putBlocking(numbers);
    numbers[0] = 7;
    const taken = queue.takeBlocking()!;
    expect([...new Float64Array(taken.buffer)]).toEqual([1.5, -2]);
  });

  it('waits for records and for room without blocking', async () => {
    const queue = newQueue(1);
    const other = SharedQueue.from(queue.handle);
    const taking = other.take();
    await queue.put(bytes(1));
    expect(await taking).toEqual(bytes(1));
    await queue.put(bytes(2));
    const own = bytes(3);
    const putting = queue.put(own);
    own[0] = 4;
    expect([await other.take(), await putting, await other.take()]).toEqual([
      bytes(2),
      undefined,
      bytes(3),
    ]);
  });

  it('ends when it is closed and empty', async () => {
    const queue = newQueue();
    const other = SharedQueue.from(queue.handle);
    queue.putBlocking(bytes(1));
    queue.putBlocking(bytes(2));
    const putting = queue.put(bytes(3));
    other.close();
    await expect(putting).rejects.toMatchObject({ code: 'ERR_CLOSED' });
    const taken: number[] = [];
    for await (const record of queue) taken.push(record[0]!);
    expect(taken).toEqual([1, 2]);
    expect([queue.isClosed, queue.takeBlocking(), queue.tryTake()]).toEqual([
      true,
      undefined,
      undefined,
    ]);
    expect(await queue.take()).toBeUndefined();
  });

  it('ends the waits of those who take when it is closed', async () => {
    const queue = newQueue();
    const other = SharedQueue.from(queue.handle);
    const takes = [queue.take(), queue.take(), other.take()];
    other.close();
    expect(await Promise.all(takes)).toEqual([undefined, undefined, undefined]);
  });

  it('puts and takes nothing for a wait that was given up', async () => {
    const queue = newQueue(1);
    const other = SharedQueue.from(queue.handle);
    const stops = new AbortController();
    const [givenUp, taking] = [queue.take({ signal: stops.signal }), other.take()];
    stops.abort('enough');
    await expect(givenUp).rejects.toBe('enough');
    expect(() => queue.takeBlocking({ timeoutMs: 1 })).toThrow('The wait ended after 1 ms');
    queue.putBlocking(bytes(1));
    expect(await taking).toEqual(bytes(1));
    queue.putBlocking(bytes(2));
    await expect(queue.put(bytes(3), { timeoutMs: 0 })).rejects.toThrow(InterlockedError);
    expect(() => queue.putBlocking(bytes(3), { timeoutMs: 0 })).toThrow(InterlockedError);
    expect([queue.length, await other.take(), queue.length]).toEqual([1, bytes(2), 0]);
  });

  it('goes on when a thread died in its turn', async () => {
    const queue = newQueue();
    const worker = Object.assign(new EventEmitter(), { threadId: 76 });
    queue.adopt(worker);
    const cells = new Int32Array(queue.handle.buffer);
    cells[4] = 77;
    const putting = queue.put(bytes(1));
    expect([queue.tryPut(bytes(2)), queue.length]).toEqual([false, 0]);
    worker.emit('exit');
    await putting;
    cells[4] = 78;
    expect(queue.tryTake()).toBeUndefined();
    queue.declareDead(78);
    expect(queue.tryTake()).toEqual(bytes(1));
  });

  it.each<[string, (queue: SharedQueue) => unknown, string]>([
    ['no capacity', () => newQueue(0), 'capacity is 0 (number)'],
    ['half a place', () => newQueue(0.5), 'capacity is 0.5 (number)'],
    [
      'no record size',
      () => new SharedQueue({ capacity: 1 } as never),
      'recordBytes is undefined (undefined)',
    ],
    [
      'a gigabyte and more',
      () => new SharedQueue({ capacity: 2 ** 20, recordBytes: 2 ** 10 }),
      '1048576 records of 1024 bytes make a queue of 1077936176 bytes',
    ],
    [
      'an unknown size',
      () => new SharedQueue({ capacity: 1, recordBytes: 1, size: 1 } as never),
      'size (string)',
    ],
    ['a record that is too large', (queue) => queue.tryPut(bytes(1, 2, 3, 4, 5, 6)), 'has 6 bytes'],
    ['text', (queue) => queue.put('record' as never), 'record is record (string)'],
    ['a plain array', (queue) => queue.putBlocking([1] as never), 'record is 1 (object)'],
    ['a transferred record', (queue) => queue.tryPut(transferred()), 'was transferred'],
    [
      'a negative time limit',
      (queue) => queue.takeBlocking({ timeoutMs: -1 }),
      'timeoutMs is -1 (number)',
    ],
    ['an unknown option', (queue) => queue.take({ time: 1 } as never), 'time (string)'],
    ['an id that no thread has', (queue) => queue.declareDead(0), 'ownerId is 0 (number)'],
  ])('refuses %s', (_what, call, message) => {
    const queue = newQueue();
    queue.putBlocking(bytes(1));
    expect(() => call(queue)).toThrow(message);
    expect([queue.length, queue.tryTake()]).toEqual([1, bytes(1)]);
  });

  it.each<[string, (queue: SharedQueue) => unknown]>([
    ['putBlocking', (queue) => queue.putBlocking(bytes(1))],
    ['tryPut', (queue) => queue.tryPut(bytes(1))],
    ['put', (queue) => queue.put(bytes(1))],
  ])('refuses %s when it is closed', async (_how, put) => {
    const queue = newQueue();
    queue.close();
    queue.close();
    const refused = await Promise.resolve()
      .then(() => put(queue))
      .catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'ERR_CLOSED' });
    expect(queue.length).toBe(0);
  });
});

function transferred(): Uint8Array {
  const record = bytes(1);
  structuredClone(record, { transfer: [record.buffer] });
  return record;
}
