import { describe, expect, it } from 'vitest';
import { StripedCounter } from './striped-counter.js';

const MAX = Number.MAX_SAFE_INTEGER;

describe('StripedCounter', () => {
  it('adds up what all who joined it have added', () => {
    const counter = new StripedCounter({ stripes: 3 });
    const threads = Array.from({ length: 7 }, () => StripedCounter.from(counter.handle));
    threads.forEach((thread, index) => thread.add(index));
    counter.increment();
    threads[2]!.decrement();
    threads[5]!.subtract(20);
    expect(threads.map((thread) => thread.sum())).toEqual(Array(7).fill(1));
  });

  it('gives threads that join one after the other stripes of their own', () => {
    const counter = new StripedCounter({ stripes: 2 });
    counter.add(MAX);
    StripedCounter.from(counter.handle).subtract(MAX);
    // On one stripe, this would leave the range.
    StripedCounter.from(structuredClone(counter.handle)).subtract(1);
    expect(counter.sum()).toBe(-1);
  });

  it('takes the sum and leaves 0', () => {
    const counter = new StripedCounter();
    counter.add(5);
    StripedCounter.from(counter.handle).add(2 ** 40);
    expect(counter.sumThenReset()).toBe(5 + 2 ** 40);
    expect(counter.sum()).toBe(0);
  });

  it('refuses a sum that no number holds, and keeps it', () => {
    const counter = new StripedCounter();
    const other = StripedCounter.from(counter.handle);
    counter.add(MAX);
    other.add(2);
    expect(() => counter.sum()).toThrow('The stripes add up to 9007199254740993, which no number');
    expect(() => counter.sumThenReset()).toThrow(/no number holds exactly/);
    other.subtract(2);
    expect(counter.sum()).toBe(MAX);
  });

  it('sums exactly where the sum of doubles would not', () => {
    const counter = new StripedCounter({ stripes: 3 });
    const [second, third] = [1, 2].map(() => StripedCounter.from(counter.handle));
    counter.add(MAX);
    second!.add(MAX - 1);
    third!.subtract(MAX - 1);
    expect(counter.sum()).toBe(MAX);
  });

  it('refuses a change of one stripe beyond the range', () => {
    const counter = new StripedCounter({ stripes: 1 });
    counter.add(MAX);
    expect(() => counter.increment()).toThrow(/outside its range/);
    expect(() => counter.add(0.5)).toThrow('delta is 0.5 (number)');
    expect(counter.sum()).toBe(MAX);
  });

  it.each([
    ['no stripes', { stripes: 0 }, 'stripes is 0 (number); pass a whole number from 1 to 1024'],
    ['half a stripe', { stripes: 1.5 }, 'stripes is 1.5 (number)'],
    ['too many', { stripes: 1025 }, 'stripes is 1025 (number)'],
    ['an unknown name', { cells: 5 }, 'an option is cells (string); pass stripes'],
  ])('refuses options with %s', (_name, options, message) => {
    expect(() => new StripedCounter(options as object)).toThrow(message);
  });
});
