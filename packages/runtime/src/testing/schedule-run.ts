import { AsyncLocalStorage } from 'node:async_hooks';
import type { Program, TimelineEntry, Tools } from './program.js';
import { formatValue } from './timeline.js';
import { VirtualClock } from './virtual-clock.js';

/** The host's own, for tests may fake the global one. */
const { setImmediate } = globalThis;

const CLOCK = 'clock';

/** More than any program has that ends. */
const MAX_STEPS = 1_000;

/** Something that can happen next: a held call goes on, or time passes. */
export interface Action {
  readonly task: string;
  readonly isTime: boolean;
  go(): void;
}

/** Picks one of the actions; the first of them goes on with the task that ran last. */
export type Choose = (actions: readonly Action[]) => number;

/** One execution of a program, in the order that `choose` decides. */
export class ScheduleRun<S> {
  readonly timeline: TimelineEntry[] = [];
  readonly #program: Program<S>;
  readonly #choose: Choose;
  readonly #task = new AsyncLocalStorage<string>();
  readonly #clock = new VirtualClock((fn) => AsyncLocalStorage.bind(fn));
  readonly #unfinished = new Set<string>();
  #held: Action[] = [];
  #inFlight = 0;
  #last = '';
  #failure: Error | undefined;

  constructor(program: Program<S>, choose: Choose) {
    this.#program = program;
    this.#choose = choose;
  }

  /** Runs to the end and answers with what went wrong, if anything did. */
  async execute(): Promise<Error | undefined> {
    this.#clock.install();
    try {
      const state = await this.#program.setup(this.#tools());
      for (const [name, task] of Object.entries(this.#program.tasks))
        this.#start(name, task, state);
      await this.#playAll();
      if (!this.#failure) await this.#checkInvariant(state);
      await this.#program.teardown?.(state);
      return this.#failure;
    } finally {
      this.#clock.uninstall();
    }
  }

  #tools(): Tools {
    return {
      wrap: (target, name) => this.#wrap(target, name),
      step: async (label = 'step') => {
        await this.#hold(label, () => undefined);
      },
    };
  }

  #start(name: string, task: (state: S) => unknown, state: S): void {
    this.#unfinished.add(name);
    const run = async () => {
      await this.#hold('starts', () => undefined);
      await task(state);
    };
    this.#task
      .run(name, run)
      .catch((error: unknown) => this.#fail(`${name} failed with ${formatValue(error)}`, error))
      .finally(() => this.#unfinished.delete(name));
  }

  async #playAll(): Promise<void> {
    let steps = 0;
    for (;;) {
      await this.#quiesce();
      if (this.#failure) return;
      const actions = this.#findActions();
      if (actions.length === 0) break;
      const action = actions[this.#choose(actions)]!;
      this.#held = this.#held.filter((held) => held !== action);
      // Time is not a task to go on with: it could pass for ever.
      if (!action.isTime) this.#last = action.task;
      action.go();
      if (++steps === MAX_STEPS) return this.#fail(`it did not end within ${MAX_STEPS} steps`);
    }
    if (this.#unfinished.size === 0) return;
    const names = [...this.#unfinished].join(' and ');
    this.#fail(`${names} wait for ever, or for something that is not wrapped`);
  }

  /** Lets everything run that no action holds up. */
  async #quiesce(): Promise<void> {
    do {
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.#inFlight > 0);
  }

  #findActions(): Action[] {
    const byLast = (action: Action) => (action.task === this.#last ? 0 : 1);
    const held = [...this.#held].sort((a, b) => byLast(a) - byLast(b));
    if (this.#clock.pending > 0 && this.#unfinished.size > 0) {
      held.push({ task: CLOCK, isTime: true, go: () => this.#passTime() });
    }
    return held;
  }

  #passTime(): void {
    this.#clock.fireNext();
    this.timeline.push({ task: CLOCK, text: `${this.#clock.nowMs} ms` });
  }

  /** Holds the task that calls until its turn, then does `act`; outside of tasks, does it at once. */
  #hold<T>(label: string, act: () => T): Promise<Awaited<T>> | T {
    const task = this.#task.getStore();
    if (task === undefined) return act();
    const turn = new Promise<void>((resolve) =>
      this.#held.push({ task, isTime: false, go: resolve }),
    );
    return turn.then(() => this.#act(task, label, act));
  }

  async #act<T>(task: string, label: string, act: () => T): Promise<Awaited<T>> {
    const entry = { task, text: label };
    this.timeline.push(entry);
    this.#inFlight++;
    try {
      const result = await act();
      if (result !== undefined) entry.text = `${label} = ${formatValue(result)}`;
      return result;
    } catch (error) {
      entry.text = `${label} throws ${formatValue(error)}`;
      throw error;
    } finally {
      this.#inFlight--;
    }
  }

  #wrap<T extends object>(target: T, name?: string): T {
    const call =
      (fn: (...args: never[]) => unknown, self: unknown, label: string) =>
      (...args: never[]) =>
        this.#hold(`${label}(${args.map(formatValue).join(', ')})`, () => fn.apply(self, args));
    if (isFunction(target)) {
      return call(target, undefined, name ?? target.name) as unknown as T;
    }
    return new Proxy(target, {
      get: (object, key) => {
        const value: unknown = Reflect.get(object, key);
        const label = name === undefined ? String(key) : `${name}.${String(key)}`;
        return isFunction(value) ? call(value, object, label) : value;
      },
    });
  }

  async #checkInvariant(state: S): Promise<void> {
    try {
      if ((await this.#program.invariant(state)) === false) this.#fail('the invariant is false');
    } catch (error) {
      this.#fail(formatValue(error), error);
    }
  }

  #fail(message: string, cause?: unknown): void {
    this.#failure ??= new Error(message, { cause });
  }
}

function isFunction(value: unknown): value is (...args: never[]) => unknown {
  return typeof value === 'function';
}
