import { AsyncLocalStorage } from 'node:async_hooks';
import { HeldTasks } from './held-tasks.js';
import { hostNowMs } from './host-clock.js';
import type { Program, TimelineEntry, Tools } from './program.js';
import { settle } from './settle.js';
import { formatValue } from './timeline.js';
import { VirtualClock } from './virtual-clock.js';
import { wrap } from './wrap.js';

const CLOCK = 'clock';

/** More than any program has that ends. */
const MAX_STEPS = 1_000;

/** How long a wrapped call may take to answer before the others go on without it. */
const PATIENCE_MS = 1_000;

/** Something that can happen next: a held task goes on, or time passes. */
export interface Action {
  readonly task: string;
  readonly isTime: boolean;
  go(): void;
}

/** Picks one of the actions; the first of them goes on with the task that ran last. */
export type Choose = (actions: readonly Action[]) => number;

/** One execution of a program, in the order that `choose` decides. */
export class ScheduleRun<S> {
  readonly #program: Program<S>;
  readonly #choose: Choose;
  readonly #tasks = new HeldTasks();
  readonly #clock = new VirtualClock((fn) => AsyncLocalStorage.bind(fn));
  readonly #unfinished = new Set<string>();
  #last = '';
  #failure: Error | undefined;

  constructor(program: Program<S>, choose: Choose) {
    this.#program = program;
    this.#choose = choose;
  }

  get timeline(): readonly TimelineEntry[] {
    return this.#tasks.timeline;
  }

  /** Runs to the end and answers with what went wrong, if anything did. */
  async execute(): Promise<Error | undefined> {
    this.#clock.install();
    try {
      const state = await this.#program.setup(this.#tools());
      for (const [name, task] of Object.entries(this.#program.tasks)) {
        this.#start(name, () => task(state));
      }
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
      wrap: (target, name) => wrap(this.#tasks, target, name),
      step: (label = 'step') => this.#tasks.step(label),
    };
  }

  #start(name: string, task: () => unknown): void {
    this.#unfinished.add(name);
    this.#tasks
      .start(name, task)
      .catch((error: unknown) => this.#fail(`${name} failed with ${formatValue(error)}`, error))
      .finally(() => this.#unfinished.delete(name));
  }

  async #playAll(): Promise<void> {
    for (let steps = 0; ; steps++) {
      await this.#quiesce();
      if (this.#failure) return;
      if (steps === MAX_STEPS) return this.#fail(`it did not end within ${MAX_STEPS} steps`);
      const actions = this.#findActions();
      if (actions.length === 0) return this.#checkAllFinished();
      const action = actions[this.#choose(actions)]!;
      // Time is not a task to go on with: it could pass for ever.
      if (!action.isTime) this.#last = action.task;
      action.go();
    }
  }

  /** Lets everything run that nobody holds up. */
  async #quiesce(): Promise<void> {
    const untilMs = hostNowMs() + PATIENCE_MS;
    do {
      await settle();
    } while (this.#tasks.isAnswering && hostNowMs() < untilMs);
    // What has not answered by now waits for a task, as the call of a lock does.
    this.#tasks.giveUpAnswers();
  }

  #findActions(): Action[] {
    const byLast = (action: Action) => (action.task === this.#last ? 0 : 1);
    const actions = this.#tasks.held.map((held): Action => {
      return { task: held.task, isTime: false, go: () => this.#tasks.letGo(held) };
    });
    actions.sort((a, b) => byLast(a) - byLast(b));
    if (this.#clock.pending > 0 && this.#unfinished.size > 0) {
      actions.push({ task: CLOCK, isTime: true, go: () => this.#passTime() });
    }
    return actions;
  }

  #passTime(): void {
    this.#clock.fireNext(Infinity);
    this.#tasks.timeline.push({ task: CLOCK, text: `${this.#clock.nowMs} ms` });
  }

  #checkAllFinished(): void {
    if (this.#unfinished.size === 0) return;
    const names = [...this.#unfinished].join(' and ');
    const { awaited } = this.#tasks;
    const where = awaited.length > 0 ? `: ${awaited.join(', ')}` : '';
    this.#fail(`${names} wait for ever, or for something that is not wrapped${where}`);
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
