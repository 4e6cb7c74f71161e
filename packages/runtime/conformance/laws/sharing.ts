import fc from 'fast-check';
import { InterlockedError } from '../../src/errors.js';
import { advance, settle } from '../../src/testing/settle.js';
import { VirtualClock } from '../../src/testing/virtual-clock.js';
import { CountedSignal } from '../histories/counted-signal.js';
import { LawBroken } from '../law-broken.js';
import {
  type ReferenceCall,
  type ReferenceRun,
  ReferenceSharedCall,
} from '../reference/reference-shared-call.js';
import type { SharedCallSubject } from '../shared-call-subject.js';
import type { Law } from './law.js';

type Step =
  | { do: 'ask'; key: number; timeoutMs: number | undefined; isCancellable: boolean }
  | { do: 'land'; pick: number; outcome: 'done' | 'failed' }
  | { do: 'abort'; pick: number }
  | { do: 'forget'; key: number }
  | { do: 'advance' };

/** Callers of one key share one run at a time, and each has the outcome of the run it joined. */
export const sharing: Law<SharedCallSubject> = (subject, { seed, runs }) =>
  fc.assert(
    fc.asyncProperty(
      fc.array(steps(subject.keys), { maxLength: 30, size: 'max' }),
      async (history) => {
        const play = new SharingPlay(subject);
        play.clock.install();
        try {
          for (const step of history) {
            await play.step(step);
            play.check();
          }
          await play.finish();
        } finally {
          play.clock.uninstall();
        }
      },
    ),
    { seed, numRuns: runs },
  );

function steps(keys: number): fc.Arbitrary<Step> {
  const key = fc.nat(keys - 1);
  const pick = fc.nat(7);
  return fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        do: fc.constant('ask' as const),
        key,
        timeoutMs: fc.constantFrom(undefined, undefined, 5),
        isCancellable: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('land' as const),
        pick,
        outcome: fc.constantFrom('done' as const, 'failed' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('abort' as const), pick }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('forget' as const), key }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('advance' as const) }) },
  );
}

interface PlayedCall {
  readonly reference: ReferenceCall;
  readonly signal: CountedSignal | undefined;
  readonly deadlineMs: number;
  outcome: string;
}

interface PlayedRun {
  readonly reference: ReferenceRun;
  readonly lock: ReferenceSharedCall;
  land(outcome: 'done' | 'failed'): void;
}

class SharingPlay {
  readonly clock = new VirtualClock();
  readonly #real;
  readonly #references: ReferenceSharedCall[];
  readonly #calls: PlayedCall[] = [];
  readonly #runs: PlayedRun[] = [];

  constructor(subject: SharedCallSubject) {
    this.#real = subject.build();
    this.#references = Array.from(
      { length: subject.keys },
      () => new ReferenceSharedCall(subject.isFinal),
    );
  }

  async step(step: Step): Promise<void> {
    if (step.do === 'ask') this.#ask(step);
    else if (step.do === 'land') this.#land(step.pick, step.outcome);
    else if (step.do === 'abort') this.#abort(step.pick);
    else if (step.do === 'forget') this.#forget(step.key);
    else await this.#advance();
    await settle();
  }

  check(): void {
    this.#calls.forEach(({ outcome, reference }, index) => {
      if (outcome !== reference.outcome) {
        throw new LawBroken(`call ${index}: ${outcome}, the reference says ${reference.outcome}`);
      }
    });
    const underWay = this.#references.filter((reference) => reference.isUnderWay).length;
    if (this.#real.size() !== underWay) {
      throw new LawBroken(`${this.#real.size()} runs under way, the reference says ${underWay}`);
    }
  }

  /** Lets every run end, after which nothing may be left behind. */
  async finish(): Promise<void> {
    while (this.#runs.length > 0) this.#land(0, 'done');
    await settle();
    this.check();
    const listeners = this.#calls.reduce((sum, { signal }) => sum + (signal?.listeners ?? 0), 0);
    if (listeners + this.clock.pending > 0) throw new LawBroken('a listener or timer stays');
  }

  #ask(step: Extract<Step, { do: 'ask' }>): void {
    const lock = this.#references[step.key]!;
    const startsRun = lock.current === undefined;
    const call: PlayedCall = {
      reference: lock.ask(this.#calls.length),
      signal: step.isCancellable ? new CountedSignal() : undefined,
      deadlineMs: this.clock.nowMs + (step.timeoutMs ?? Infinity),
      outcome: 'waiting',
    };
    this.#calls.push(call);
    const { timeoutMs } = step;
    const options = call.signal ? { timeoutMs, signal: call.signal.signal } : { timeoutMs };
    const wait = this.#real.run(step.key, () => this.#fly(call, lock, startsRun), options);
    wait.then(
      (value) => (call.outcome = `done ${String(value)}`),
      (error: unknown) => (call.outcome = toOutcome(call, error)),
    );
  }

  #fly(call: PlayedCall, lock: ReferenceSharedCall, isExpected: boolean): Promise<unknown> {
    if (!isExpected) throw new LawBroken('a run started beside another');
    const reference = call.reference.run!;
    return new Promise((resolve, reject) => {
      const land = (outcome: 'done' | 'failed') =>
        outcome === 'done' ? resolve(reference.id) : reject(new Error(`failed ${reference.id}`));
      this.#runs.push({ reference, lock, land });
    });
  }

  #land(pick: number, outcome: 'done' | 'failed'): void {
    const [run] = this.#runs.splice(pick % (this.#runs.length || 1), 1);
    run?.land(outcome);
    run?.lock.land(run.reference, outcome);
  }

  #abort(pick: number): void {
    const live = this.#calls.filter(({ signal }) => signal);
    const call = live[pick % live.length];
    if (call?.reference.outcome === 'waiting') call.reference.outcome = 'aborted';
    call?.signal?.abort();
  }

  #forget(key: number): void {
    if (this.#real.forget === undefined) return;
    this.#real.forget(key);
    this.#references[key]!.forget();
  }

  async #advance(): Promise<void> {
    await advance(this.clock, 5);
    for (const { reference, deadlineMs } of this.#calls) {
      if (reference.outcome === 'waiting' && deadlineMs <= this.clock.nowMs) {
        reference.outcome = 'timed out';
      }
    }
  }
}

function toOutcome({ signal }: PlayedCall, error: unknown): string {
  if (signal && error === signal.reason) return 'aborted';
  if (error instanceof Error && 'code' in error && error.code === 'ERR_TIMEOUT') return 'timed out';
  return error instanceof InterlockedError ? error.code : (error as Error).message;
}
