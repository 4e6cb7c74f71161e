import type { Sequential } from './linearizable.js';

/** A plain number of which one call at a time is made. */
export const counterReference: Sequential<number> = {
  initial: 0,
  apply(value, call) {
    const [name, first = 0, second = 0] = call.split(' ').map((word, at) => (at ? +word : word));
    switch (name) {
      case 'increment':
        return { state: value + 1, answer: value + 1 };
      case 'add':
        return { state: value + Number(first), answer: value + Number(first) };
      case 'exchange':
        return { state: Number(first), answer: value };
      case 'compareExchange':
        return { state: value === first ? Number(second) : value, answer: value };
      default:
        return { state: value, answer: value };
    }
  },
};
