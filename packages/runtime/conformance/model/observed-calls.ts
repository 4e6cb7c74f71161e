import type { ObservedCall } from '../linearizability/linearizable.js';
import type { Outcome } from './explorer.js';

/** The calls of an interleaving as a history; `names` has the calls of each thread. */
export function toObservedCalls(
  { threads, events }: Outcome,
  names: readonly (readonly string[])[],
): ObservedCall[] {
  const timeOf = (thread: number, call: number, event: string) =>
    events.findIndex((one) => one.thread === thread && one.call === call && one.event === event);
  return names.flatMap((calls, thread) =>
    calls.flatMap((call, index) => {
      const begin = timeOf(thread, index, 'begin');
      const end = timeOf(thread, index, 'end');
      if (begin < 0) return [];
      const answer = threads[thread]!.answers[index];
      return [{ thread, call, answer, begin, end: end < 0 ? Infinity : end }];
    }),
  );
}
