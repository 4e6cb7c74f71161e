import { LawBroken } from '../law-broken.js';
import { Memory } from './memory.js';
import { newPlatform, type Perform, type Platform } from './platform.js';
import { type CallEvent, type State, toKey, toTimeline } from './state.js';
import { Stepper } from './step.js';
import type { Calls } from './thread.js';

/** How far an exploration goes. */
export interface Bounds {
  /** How many threads may die, each at any operation; 0 unless given. */
  readonly deaths?: number;
  /** The threads that may die; all unless given. */
  readonly mortal?: readonly number[];
  /** How many waits with a time limit may run out; 0 unless given. */
  readonly timeouts?: number;
  /**
   * How many times a thread that could go on may be interrupted by another; without limit unless
   * given. Musuvathi and Qadeer, "Iterative Context Bounding" (2007): few find nearly all bugs.
   */
  readonly preemptions?: number;
}

/** Bounds with the name of what is explored within them. */
export interface Scenario extends Bounds {
  readonly name: string;
}

/** A small program of several threads, all of whose interleavings are run. */
export interface ThreadProgram<Shared> extends Bounds {
  /** Makes what the threads share, before they begin. */
  setup(): Shared;
  /** One function per thread: joins what is shared, and answers the calls to make. */
  readonly threads: readonly ((shared: Shared) => Calls)[];
  /** Throws unless what happened is right; runs at the end of every interleaving. */
  check(shared: Shared, outcome: Outcome): void;
  /** What is done when a thread has died, at any time from then on. */
  readonly onDeath?: (shared: Shared, thread: number) => Calls;
}

export interface Outcome {
  readonly threads: readonly { readonly answers: readonly unknown[]; readonly isDead: boolean }[];
  /** The first and last operations of calls, in their order. */
  readonly events: readonly CallEvent[];
}

export interface Exploration {
  /** How many different states were met. */
  readonly states: number;
  /** How many different ends. */
  readonly ends: number;
}

/** More states than this are taken for an exploration that would not end. */
const MOST_STATES = 2_000_000;

/** Runs every interleaving of the shared-memory operations of small programs. */
export class Explorer {
  /** What the code under exploration must use in place of the globals. */
  readonly platform: Platform;
  readonly #perform: { current: Perform } = { current: refuse };
  #stepper = new Stepper(this.#perform);
  #memory = new Memory();

  constructor() {
    this.platform = newPlatform(
      () => this.#perform.current,
      () => this.#memory.newBuffer(),
    );
  }

  /**
   * Throws at the first interleaving that is not right, with its steps. Short ones come first, so
   * no other that goes wrong has fewer steps.
   */
  explore<Shared>(program: ThreadProgram<Shared>): Exploration {
    this.#memory = new Memory();
    this.#stepper = new Stepper(this.#perform);
    const shared = this.#atOnce(() => program.setup());
    const seen = new Set<string>();
    let ends = 0;
    let level: State[] = [this.#join(program, shared)];
    while (level.length > 0) {
      const fresh = level.filter((state) => isFresh(state, seen));
      level = fresh.flatMap((state) => {
        const next = this.#next(program, shared, state);
        if (next.length > 0) return next;
        ends++;
        this.#end(program, shared, state);
        return next;
      });
    }
    return { states: seen.size, ends };
  }

  /** The first state: all threads have joined what is shared, and made no call yet. */
  #join<Shared>(program: ThreadProgram<Shared>, shared: Shared): State {
    const { threads, deaths = 0, timeouts = 0, preemptions = Infinity } = program;
    const begun = threads.map((begin, at) =>
      this.#stepper.begin(`thread ${at}`, () => begin(shared)),
    );
    const bounds = { deaths, timeouts, preemptions: Infinity };
    const blank = { waiting: [], events: [], last: -1, steps: undefined };
    let state: State = { ...blank, ...bounds, memory: this.#memory, threads: begun };
    for (const index of threads.keys()) {
      while (!state.threads[index]!.moment.progress.answers)
        state = this.#stepper.step(state, index);
    }
    return { ...state, last: -1, preemptions, steps: undefined };
  }

  /** Every state that one step leads to. */
  #next<Shared>(program: ThreadProgram<Shared>, shared: Shared, state: State): State[] {
    const { onDeath } = program;
    return state.threads.flatMap((thread, index) => {
      const { failure, next: operation } = thread.moment.progress;
      if (failure) throw broken(state, `${thread.name} threw`, failure.error);
      if (thread.status === 'ended' || thread.status === 'dead') return [];
      const next: State[] = [];
      if (thread.status === 'running') next.push(this.#stepper.step(state, index));
      else if (state.timeouts > 0 && hasLimit(operation!.values[1])) {
        next.push(this.#stepper.timeOut(state, index));
      }
      if (state.deaths > 0 && isMortal(program, index)) {
        const reaper = onDeath && (() => onDeath(shared, index));
        next.push(this.#stepper.die(state, index, reaper));
      }
      return next.filter(({ preemptions }) => preemptions >= 0);
    });
  }

  #end<Shared>(program: ThreadProgram<Shared>, shared: Shared, state: State): void {
    // A wait with a limit would end by it, however many of those are explored.
    const stuck = state.threads.find(
      ({ status, moment }) => status === 'waiting' && !hasLimit(moment.progress.next!.values[1]),
    );
    if (stuck) throw broken(state, `${stuck.name} waits for ever`);
    const threads = state.threads.map(({ moment, status }) => ({
      answers: moment.progress.answers ?? [],
      isDead: status === 'dead',
    }));
    // States share memories that no step between them has changed; a check may change its own.
    this.#memory = state.memory.copy();
    try {
      this.#atOnce(() => program.check(shared, { threads, events: state.events }));
    } catch (error) {
      throw broken(state, 'the end is wrong', error);
    }
  }

  /** Runs code whose operations all take effect at once. */
  #atOnce<T>(run: () => T): T {
    this.#perform.current = (operation) => {
      if (operation.kind === 'wait') throw new LawBroken('a wait outside of a thread');
      return operation.kind === 'notify' ? 0 : this.#memory.do(operation);
    };
    return run();
  }
}

function isFresh(state: State, seen: Set<string>): boolean {
  const key = toKey(state);
  if (seen.has(key)) return false;
  if (seen.size === MOST_STATES) throw new LawBroken(`more than ${MOST_STATES} states`);
  seen.add(key);
  return true;
}

function isMortal<Shared>({ threads, mortal }: ThreadProgram<Shared>, index: number): boolean {
  return mortal ? mortal.includes(index) : index < threads.length;
}

function hasLimit(timeout: unknown): boolean {
  return typeof timeout === 'number' && timeout !== Infinity;
}

function broken(state: State, what: string, cause?: unknown): LawBroken {
  const detail = cause instanceof Error ? `: ${cause.message}` : '';
  return new LawBroken(`${what}${detail}, after these steps:\n${toTimeline(state.steps)}`, {
    cause,
  });
}

function refuse(): never {
  throw new LawBroken('an operation on shared memory outside of an exploration');
}
