import { describe, expect, it } from 'vitest';
import { InterlockedError } from '../errors.js';
import { AtomicCounter } from './atomic-counter.js';
import { Narrow } from './counter-cells.js';

const MAX = Number.MAX_SAFE_INTEGER;
/** Around these values the counter changes its representation, or would leave its range. */
const EDGES = [
  0,
  -Narrow.BIAS,
  Narrow.LIMIT - Narrow.BIAS,
  2 ** 29,
  2 ** 31,
  2 ** 32,
  2 ** 52,
  -(2 ** 32),
  3 - MAX,
];

describe('AtomicCounter', () => {
  it('begins at 0, or at initial', () => {
    expect(new AtomicCounter().value).toBe(0);
    expect(new AtomicCounter({ initial: -7 }).value).toBe(-7);
  });

  it.each(EDGES)('increments and decrements around %d', (edge) => {
    const counter = new AtomicCounter({ initial: edge - 1 });
    expect(counter.increment()).toBe(edge);
    expect(counter.increment()).toBe(edge + 1);
    expect(counter.decrement()).toBe(edge);
    expect(counter.decrement()).toBe(edge - 1);
    expect(counter.decrement()).toBe(edge - 2);
    expect(counter.increment()).toBe(edge - 1);
    expect(counter.value).toBe(edge - 1);
  });

  it.each(EDGES)('answers old values around %d', (edge) => {
    const counter = new AtomicCounter({ initial: edge - 1 });
    expect(counter.getAndIncrement()).toBe(edge - 1);
    expect(counter.next()).toBe(edge);
    expect(counter.getAndAdd(-3)).toBe(edge + 1);
    expect(counter.exchange(edge)).toBe(edge - 2);
    expect(counter.value).toBe(edge);
  });

  it.each(EDGES)('adds and subtracts around %d', (edge) => {
    const counter = new AtomicCounter({ initial: edge });
    expect(counter.add(5)).toBe(edge + 5);
    expect(counter.subtract(6)).toBe(edge - 1);
    expect(counter.subtract(0)).toBe(edge - 1);
    expect(counter.add(0)).toBe(edge - 1);
  });

  it('adds up to the largest value in one step, and back', () => {
    const counter = new AtomicCounter();
    expect(counter.add(MAX)).toBe(MAX);
    expect(counter.subtract(MAX)).toBe(0);
    expect(counter.subtract(MAX)).toBe(-MAX);
    expect(counter.add(MAX)).toBe(0);
  });

  it('sets', () => {
    const counter = new AtomicCounter();
    for (const edge of EDGES) {
      counter.set(edge);
      expect(counter.value).toBe(edge);
    }
  });

  it('compares and exchanges, and answers what it found', () => {
    const counter = new AtomicCounter({ initial: 5 });
    expect(counter.compareExchange(4, 9)).toBe(5);
    expect(counter.value).toBe(5);
    expect(counter.compareExchange(5, 2 ** 40)).toBe(5);
    expect(counter.compareExchange(2 ** 40, 6)).toBe(2 ** 40);
    expect(counter.value).toBe(6);
  });

  it('updates by a function', () => {
    const counter = new AtomicCounter({ initial: 5 });
    expect(counter.update((value) => value * 3)).toBe(15);
    expect(counter.update((value) => value)).toBe(15);
    expect(counter.value).toBe(15);
  });

  it('runs the function of an update again when somebody came first', () => {
    const counter = new AtomicCounter();
    let runs = 0;
    const updated = counter.update((value) => {
      if (runs++ === 0) counter.increment();
      return value + 10;
    });
    expect([updated, runs]).toEqual([11, 2]);
  });

  it('raises to a maximum and lowers to a minimum', () => {
    const counter = new AtomicCounter({ initial: 5 });
    expect(counter.max(3)).toBe(5);
    expect(counter.max(8)).toBe(8);
    expect(counter.min(9)).toBe(8);
    expect(counter.min(-1)).toBe(-1);
    expect(counter.max(0)).toBe(0);
  });

  it('keeps inside its bounds, whoever joins it', () => {
    const counter = new AtomicCounter({ initial: 1, min: 0, max: 2 });
    const joined = AtomicCounter.from(structuredClone(counter.handle));
    expect(joined.increment()).toBe(2);
    expect(() => joined.increment()).toThrow(
      'The counter is at 2, and 3 is outside its range 0..2. Nothing was changed. ' +
        'Give the counter a wider range, or bring it back before it gets there.',
    );
    expect(joined.subtract(2)).toBe(0);
    expect(() => counter.decrement()).toThrow(InterlockedError);
    expect(counter.value).toBe(0);
  });

  it('shares one value among all who join it, before and after it grew', () => {
    const counter = new AtomicCounter({ initial: Narrow.LIMIT - Narrow.BIAS - 1 });
    const early = AtomicCounter.from(counter.handle);
    for (const who of [counter, early, counter, early]) who.increment();
    const late = AtomicCounter.from(counter.handle);
    expect([counter.value, early.value, late.value]).toEqual(
      Array(3).fill(Narrow.LIMIT - Narrow.BIAS + 3),
    );
  });
});

describe('AtomicCounter refuses and changes nothing', () => {
  const outOfRange: [string, number, (counter: AtomicCounter) => unknown][] = [
    ['increment', MAX, (counter) => counter.increment()],
    ['next', MAX, (counter) => counter.next()],
    ['getAndIncrement', MAX, (counter) => counter.getAndIncrement()],
    ['decrement', -MAX, (counter) => counter.decrement()],
    ['add', MAX - 4, (counter) => counter.add(5)],
    ['add of the largest number', 1, (counter) => counter.add(MAX)],
    ['subtract', 4 - MAX, (counter) => counter.subtract(5)],
    ['getAndAdd', MAX, (counter) => counter.getAndAdd(MAX)],
  ];

  it.each(outOfRange)('%s out of range', (_name, initial, change) => {
    const counter = new AtomicCounter({ initial });
    expect(() => change(counter)).toThrow(/outside its range/);
    expect(counter.value).toBe(initial);
  });

  const noCounts: [unknown, string][] = [
    [NaN, 'NaN (number)'],
    [0.5, '0.5 (number)'],
    [-0, '-0 (number)'],
    [2 ** 53, '9007199254740992 (number)'],
    [-Infinity, '-Infinity (number)'],
    ['1', '1 (string)'],
    [1n, '1 (bigint)'],
    [undefined, 'undefined (undefined)'],
  ];
  const changes: [string, (counter: AtomicCounter, count: number) => unknown][] = [
    ['add', (counter, count) => counter.add(count)],
    ['subtract', (counter, count) => counter.subtract(count)],
    ['getAndAdd', (counter, count) => counter.getAndAdd(count)],
    ['set', (counter, count) => counter.set(count)],
    ['exchange', (counter, count) => counter.exchange(count)],
    ['compareExchange to', (counter, count) => counter.compareExchange(3, count)],
    ['compareExchange from', (counter, count) => counter.compareExchange(count, 4)],
    ['update', (counter, count) => counter.update(() => count)],
    ['max', (counter, count) => counter.max(count)],
    ['min', (counter, count) => counter.min(count)],
  ];

  describe.each(changes)('%s', (_name, change) => {
    it.each(noCounts)('%s', (count, shown) => {
      const counter = new AtomicCounter({ initial: 3 });
      expect(() => change(counter, count as number)).toThrow(
        expect.objectContaining({
          code: 'ERR_INVALID_ARGUMENT',
          message: expect.stringContaining(`is ${shown}; pass a whole number`) as string,
        }),
      );
      expect(counter.value).toBe(3);
    });
  });

  it('an update whose function throws', () => {
    const counter = new AtomicCounter({ initial: 3 });
    const failing = () => {
      throw new Error('no');
    };
    expect(() => counter.update(failing)).toThrow('no');
    expect(counter.value).toBe(3);
  });

  it.each([
    ['initial above max', { initial: 3, max: 2 }, 'initial is 3 and the range is'],
    ['initial below min', { min: 1 }, 'initial is 0 and the range is 1..'],
    ['an empty range', { min: 2, max: 1 }, 'the range is 2..1'],
    ['a fraction', { initial: 0.5 }, 'initial is 0.5 (number)'],
    ['an infinite bound', { max: Infinity }, 'max is Infinity (number)'],
    ['no object', 5, 'the options argument is 5 (number); pass an object (initial or min or max)'],
    ['an unknown name', { start: 5 }, 'an option is start (string); pass initial or min or max'],
    ['null', null, 'the options argument is null (object)'],
  ])('options with %s', (_name, options, message) => {
    expect(() => new AtomicCounter(options as object)).toThrow(message);
  });

  it.each([
    ['update', (counter: AtomicCounter) => counter.update(5 as never)],
    ['waitUntil', (counter: AtomicCounter) => counter.waitUntil(5 as never)],
  ])('%s without a function', (_name, call) => {
    expect(() => call(new AtomicCounter())).toThrow(
      /(fn|predicate) is 5 \(number\); pass a function/,
    );
  });
});
