/** A call that threads made: when it began and ended, and what it answered. */
export interface ObservedCall {
  readonly thread: number;
  /** Names the call and its arguments for `Sequential.apply`. */
  readonly call: string;
  readonly answer: unknown;
  readonly begin: number;
  /** Infinity if it never ended, because its thread died within it. */
  readonly end: number;
}

/** What a thing does when one call at a time is made: its slow, obviously right reference. */
export interface Sequential<State> {
  readonly initial: State;
  apply(state: State, call: string): { readonly state: State; readonly answer: unknown };
}

/**
 * Answers an order in which the calls, one at a time, would have given the same answers, or
 * `undefined` if there is none. The order keeps every call after those that had ended before it
 * began. A call that never ended may have happened or not.
 *
 * Wing and Gong, "Testing and Verifying Concurrent Objects" (1993), with the visited states
 * remembered as in Lowe, "Testing for Linearizability" (2017).
 */
export function findOrder<State>(
  calls: readonly ObservedCall[],
  reference: Sequential<State>,
): readonly ObservedCall[] | undefined {
  const visited = new Set<string>();
  const search = (state: State, left: readonly ObservedCall[]): ObservedCall[] | undefined => {
    const key = `${JSON.stringify(state)}|${left.map((call) => calls.indexOf(call)).join()}`;
    if (visited.has(key)) return undefined;
    visited.add(key);
    if (left.every(({ end }) => end === Infinity)) return [];
    const firstEnd = Math.min(...left.map(({ end }) => end));
    for (const call of left.filter(({ begin }) => begin <= firstEnd)) {
      const next = reference.apply(state, call.call);
      const isPossible = call.end === Infinity || Object.is(next.answer, call.answer);
      const rest =
        isPossible &&
        search(
          next.state,
          left.filter((other) => other !== call),
        );
      if (rest) return [call, ...rest];
    }
    return undefined;
  };
  return search(reference.initial, calls);
}
