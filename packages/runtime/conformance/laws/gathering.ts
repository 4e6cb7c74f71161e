import fc from 'fast-check';
import type { WaitOptions } from '../../src/index.js';
import { advance, settle } from '../../src/testing/settle.js';
import { VirtualClock } from '../../src/testing/virtual-clock.js';
import { CountedSignal } from '../histories/counted-signal.js';
import { LawBroken } from '../law-broken.js';
import { type ReferenceGate, referenceGates } from '../reference/reference-gate.js';
import type { Law } from './law.js';

/** Something that tasks wait at until others act. */
export interface GateSubject {
  readonly name: string;
  readonly acts: readonly string[];
  build(): {
    wait(options: WaitOptions): Promise<unknown>;
    act(name: string): void;
    waiting(): number;
  };
}

type Step =
  | { do: 'wait'; timeoutMs: number | undefined }
  | { do: 'act'; name: string }
  | { do: 'abort'; pick: number }
  | { do: 'advance' };

interface PlayedWait {
  readonly signal: CountedSignal;
  readonly deadlineMs: number;
  outcome: string;
  expected: string;
}

/** Each wait ends as the reference says, first come first, and one given up leaves no trace. */
export const gathering: Law<GateSubject> = (subject, { seed, runs }) =>
  fc.assert(
    fc.asyncProperty(fc.array(steps(subject), { maxLength: 30, size: 'max' }), async (history) => {
      const play = new GatePlay(subject);
      play.clock.install();
      try {
        for (const step of history) await play.step(step);
        play.finish();
      } finally {
        play.clock.uninstall();
      }
    }),
    { seed, numRuns: runs },
  );

function steps({ acts }: GateSubject): fc.Arbitrary<Step> {
  const wait = fc.record({
    do: fc.constant('wait' as const),
    timeoutMs: fc.constantFrom(undefined, undefined, 5),
  });
  const abort = fc.record({ do: fc.constant('abort' as const), pick: fc.nat(7) });
  const others = acts.map((name) => ({
    weight: 1,
    arbitrary: fc.constant({ do: 'act' as const, name }),
  }));
  return fc.oneof(
    { weight: 4, arbitrary: wait },
    { weight: 2, arbitrary: abort },
    { weight: 1, arbitrary: fc.constant({ do: 'advance' as const }) },
    ...others,
  );
}

class GatePlay {
  readonly clock = new VirtualClock();
  readonly #real;
  readonly #reference: ReferenceGate;
  readonly #waits: PlayedWait[] = [];

  constructor(subject: GateSubject) {
    this.#real = subject.build();
    this.#reference = referenceGates[subject.name]!();
  }

  async step(step: Step): Promise<void> {
    if (step.do === 'wait') this.#wait(step.timeoutMs);
    else if (step.do === 'act') this.#act(step.name);
    else if (step.do === 'abort') this.#abort(step.pick);
    else await this.#advance();
    await settle();
    this.#check();
  }

  /** Gives up whoever still waits, after which nothing may be left. */
  finish(): void {
    for (const { signal } of this.#waits) signal.abort();
    const listeners = this.#waits.reduce((sum, { signal }) => sum + signal.listeners, 0);
    if (this.#real.waiting() + listeners + this.clock.pending > 0) {
      throw new LawBroken('a waiter, a listener or a timer stays');
    }
  }

  get #waiting(): PlayedWait[] {
    return this.#waits.filter(({ expected }) => expected === 'waiting');
  }

  #wait(timeoutMs: number | undefined): void {
    const deadlineMs = this.clock.nowMs + (timeoutMs ?? Infinity);
    const wait = {
      signal: new CountedSignal(),
      deadlineMs,
      outcome: 'waiting',
      expected: 'waiting',
    };
    const { isThrough, wakes } = this.#reference.come(this.#waiting.length);
    this.#pass(wakes);
    this.#waits.push(wait);
    if (isThrough) wait.expected = 'through';
    this.#real.wait({ timeoutMs, signal: wait.signal.signal }).then(
      () => (wait.outcome = 'through'),
      (error: unknown) => (wait.outcome = error === wait.signal.reason ? 'aborted' : 'timed out'),
    );
  }

  #act(name: string): void {
    this.#pass(this.#reference.act(name, this.#waiting.length));
    this.#real.act(name);
  }

  #pass(count: number): void {
    for (const wait of this.#waiting.slice(0, count)) wait.expected = 'through';
  }

  #abort(pick: number): void {
    const wait = this.#waits[pick % this.#waits.length];
    if (wait?.expected === 'waiting') wait.expected = 'aborted';
    wait?.signal.abort();
  }

  async #advance(): Promise<void> {
    await advance(this.clock, 5);
    for (const wait of this.#waiting) {
      if (wait.deadlineMs <= this.clock.nowMs) wait.expected = 'timed out';
    }
  }

  #check(): void {
    this.#waits.forEach(({ outcome, expected }, index) => {
      if (outcome !== expected) {
        throw new LawBroken(`wait ${index}: ${outcome}, the reference says ${expected}`);
      }
    });
    if (this.#real.waiting() !== this.#waiting.length) {
      throw new LawBroken(
        `${this.#real.waiting()} wait, the reference says ${this.#waiting.length}`,
      );
    }
  }
}
