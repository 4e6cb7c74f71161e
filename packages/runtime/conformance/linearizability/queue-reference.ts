import type { Sequential } from './linearizable.js';

/** What a queue holds, and whether it takes no more in. */
interface QueueState {
  readonly records: readonly number[];
  readonly isClosed: boolean;
}

/** The answer of a call that would wait, which no call that has ended can have given. */
const WAITS = Symbol('waits');

/**
 * A bounded queue of which one call at a time is made: `put 7` answers `true`, or `false` once it
 * is closed; `take` answers the oldest record, or `undefined` when it is closed and empty; `length`
 * answers how many there are.
 */
export function queueReference(capacity: number): Sequential<QueueState> {
  return {
    initial: { records: [], isClosed: false },
    apply(state, call) {
      const [name, value] = call.split(' ');
      if (name === 'close') return { state: { ...state, isClosed: true }, answer: undefined };
      if (name === 'length') return { state, answer: state.records.length };
      return name === 'put' ? put(state, Number(value), capacity) : take(state);
    },
  };
}

function put(state: QueueState, value: number, capacity: number) {
  if (state.isClosed) return { state, answer: false };
  if (state.records.length === capacity) return { state, answer: WAITS };
  return { state: { ...state, records: [...state.records, value] }, answer: true };
}

function take(state: QueueState) {
  const [answer, ...records] = state.records;
  if (answer === undefined) return { state, answer: state.isClosed ? undefined : WAITS };
  return { state: { ...state, records }, answer };
}
