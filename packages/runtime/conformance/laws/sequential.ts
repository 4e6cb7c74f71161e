import fc from 'fast-check';
import { LawBroken } from '../law-broken.js';
import type { Law } from './law.js';

/** Something shared, of which calls are made one at a time, from several sides. */
export interface SequentialSubject {
  readonly name: string;
  /** What can be called; a name that stands here twice is called twice as often. */
  readonly calls: readonly string[];
  /** The numbers that calls are made with; small ones unless given. */
  readonly counts?: readonly number[];
  /** Makes it, and a second side that joined it: `side` is 0 or 1. */
  build(): (side: number, call: string, count: number) => unknown;
  /** The same on plain values; a refusal is answered as its error's code. */
  readonly reference: {
    readonly initial: unknown;
    /** Is given what is `initial`, or the state that it answered last. */
    apply(state: never, call: string, count: number): { state: unknown; answer: unknown };
  };
}

type Call = readonly [side: number, call: string, count: number];

/** One call at a time, whoever makes it gets the answer that a plain value would give. */
export const sequential: Law<SequentialSubject> = (subject, { seed, runs }) =>
  // Asynchronous, so that a broken law is a rejection, as of every law.
  fc.assert(
    fc.asyncProperty(fc.array(calls(subject), { maxLength: 40, size: 'max' }), (history) =>
      Promise.resolve().then(() => play(subject, history)),
    ),
    { seed, numRuns: runs },
  );

function calls({ calls, counts = [0, 1, 2, 3] }: SequentialSubject): fc.Arbitrary<Call> {
  return fc.tuple(fc.nat(1), fc.constantFrom(...calls), fc.constantFrom(...counts));
}

function play(subject: SequentialSubject, history: readonly Call[]): void {
  const { reference } = subject;
  const make = subject.build();
  let state = reference.initial;
  for (const [side, call, count] of history) {
    const expected = reference.apply(state as never, call, count);
    state = expected.state;
    const found = attempt(() => make(side, call, count));
    if (!Object.is(found, expected.answer)) {
      throw new LawBroken(
        `${call} ${count} answers ${String(found)}, the reference ${String(expected.answer)}`,
      );
    }
  }
}

function attempt(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return (error as { code?: unknown }).code ?? error;
  }
}
