import { SharedQueue } from './shared-queue.js';

const CAPACITY = 3;

interface State {
  readonly records: readonly number[];
  readonly isClosed: boolean;
}

/** The law of calls made one at a time for `SharedQueue`, and how to build one for it. */
export const sharedQueueLaws = {
  name: 'SharedQueue',
  calls: ['put', 'put', 'put', 'take', 'take', 'take', 'length', 'close'],
  build() {
    const queue = new SharedQueue({ capacity: CAPACITY, recordBytes: 4 });
    const sides = [queue, SharedQueue.from(queue.handle)];
    return (side: number, call: string, count: number): unknown => {
      const own = sides[side]!;
      if (call === 'put') return own.tryPut(Int32Array.of(count));
      if (call === 'length') return own.length;
      if (call === 'close') return own.close();
      const record = own.tryTake();
      return record && new Int32Array(record.buffer)[0];
    };
  },
  reference: {
    initial: { records: [], isClosed: false } as State,
    apply(state: State, call: string, count: number): { state: State; answer: unknown } {
      const { records, isClosed } = state;
      if (call === 'length') return { state, answer: records.length };
      if (call === 'close') return { state: { records, isClosed: true }, answer: undefined };
      if (call === 'take') {
        return { state: { records: records.slice(1), isClosed }, answer: records[0] };
      }
      if (isClosed) return { state, answer: 'ERR_CLOSED' };
      if (records.length === CAPACITY) return { state, answer: false };
      return { state: { records: [...records, count], isClosed }, answer: true };
    },
  },
} as const;
