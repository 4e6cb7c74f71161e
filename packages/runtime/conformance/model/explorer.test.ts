import { describe, expect, it } from 'vitest';
import { Explorer, type ThreadProgram } from './explorer.js';

const explorer = new Explorer();
const {
  Atomics: atomics,
  Int32Array: Cells,
  SharedArrayBuffer: Buffer,
} = explorer.platform as {
  Atomics: typeof Atomics;
  Int32Array: typeof Int32Array<SharedArrayBuffer>;
  SharedArrayBuffer: typeof SharedArrayBuffer;
};

type Cells = Int32Array<SharedArrayBuffer>;
type CellProgram = Omit<ThreadProgram<Cells>, 'setup'>;

const explore = (program: CellProgram) =>
  explorer.explore({ setup: () => new Cells(new Buffer(16)), ...program });

const expectSum = (sum: number) => (cells: Cells) => expect(cells[0]).toBe(sum);

describe('the explorer', () => {
  it('meets every interleaving of independent steps once', () => {
    const addTwice = (index: number) => (cells: Cells) => [
      () => atomics.add(cells, index, 1),
      () => atomics.add(cells, index, 1),
    ];
    const found = explore({ threads: [addTwice(0), addTwice(1)], check: expectSum(2) });
    // Three steps of one and three of the other, in the order in which their calls ended.
    expect(found.ends).toBe(6);
  });

  it('finds the lost update of a read and a write, and tells its steps', () => {
    // eslint-disable-next-line @interlocked/no-nonatomic-shared-memory -- to be found by this test
    const increment = (cells: Cells) => [() => void (cells[0]! += 1)];
    expect(() => explore({ threads: [increment, increment], check: expectSum(2) })).toThrow(
      [
        'after these steps:',
        'thread 0: read byte 0 -> 0',
        'thread 1: read byte 0 -> 0',
        'thread 0: write byte 0, 1 -> 1',
        'thread 1: write byte 0, 1 -> 1',
      ].join('\n'),
    );
  });

  it('finds nothing wrong with an atomic addition', () => {
    const increment = (cells: Cells) => [() => atomics.add(cells, 0, 1)];
    explore({ threads: [increment, increment, increment], check: expectSum(3) });
  });

  it('finds a wait that nobody ends', () => {
    const wait = (cells: Cells) => [() => atomics.wait(cells, 0, 0)];
    const wake = (cells: Cells) => [() => atomics.notify(cells, 0)];
    expect(() => explore({ threads: [wait, wake], check: () => {} })).toThrow(
      'thread 0 waits for ever, after these steps:\n' +
        'thread 1: notify byte 0 -> 0\nthread 0: wait byte 0, 0 -> waits',
    );
  });

  it('wakes those who wait in their order', () => {
    const wait = (cells: Cells) => [() => atomics.wait(cells, 0, 0)];
    const wake = (cells: Cells) => [
      () => atomics.store(cells, 0, 1),
      () => atomics.notify(cells, 0, 1),
      () => atomics.notify(cells, 0, 1),
    ];
    const answers = new Set<string>();
    explore({
      threads: [wait, wait, wake],
      check: (_cells, { threads }) =>
        answers.add(threads.map((one) => one.answers.join()).join(' ')),
    });
    expect([...answers].sort()).toEqual([
      'not-equal not-equal 1,0,0',
      'not-equal ok 1,1,0',
      'ok not-equal 1,1,0',
      'ok ok 1,1,1',
    ]);
  });

  it('lets waits with a limit run out, as often as it may', () => {
    const wait = (cells: Cells) => [() => atomics.wait(cells, 0, 0, 5)];
    const check = (
      _cells: Cells,
      { threads }: { threads: readonly { answers: readonly unknown[] }[] },
    ) => expect(threads[0]!.answers).toEqual(['timed-out']);
    explore({ threads: [wait], timeouts: 1, check });
    expect(() => explore({ threads: [wait], check })).toThrow('the end is wrong');
  });

  it('kills a thread at every operation, and lets others see to it', () => {
    const ends = new Set<string>();
    explore({
      threads: [(cells) => [() => (atomics.store(cells, 0, 1), atomics.store(cells, 0, 2))]],
      deaths: 1,
      onDeath: (cells, thread) => [() => atomics.store(cells, 1, thread + 10)],
      check: (cells, { threads }) => ends.add(`${cells[0]} ${cells[1]} ${threads[0]!.isDead}`),
    });
    expect([...ends].sort()).toEqual(['0 10 true', '1 10 true', '2 0 false']);
  });

  it('reports what a thread throws', () => {
    const fail = (cells: Cells) => [
      () => {
        atomics.load(cells, 0);
        throw new Error('oops');
      },
    ];
    expect(() => explore({ threads: [fail], check: () => {} })).toThrow('thread 0 threw: oops');
  });
});
