import { AsyncLocalStorage } from 'node:async_hooks';
import { addAwaitHook } from './awaits/await-hook.js';
import type { TimelineEntry } from './program.js';
import { formatValue } from './timeline.js';

/** A task that waits for its turn. */
export interface HeldTask {
  readonly task: string;
  go(): void;
}

/** A call that was let go and has not answered, perhaps inside of another. */
interface OpenCall {
  readonly outer: OpenCall | undefined;
  /** How many tasks are held inside of it: it cannot answer before they have gone on. */
  heldInside: number;
}

interface Place {
  readonly tasks: HeldTasks;
  readonly task: string;
  readonly call: OpenCall | undefined;
}

/** One for all runs: while a storage lives, every promise of the process pays for it. */
const places = new AsyncLocalStorage<Place>();

addAwaitHook((value, label) => {
  const place = places.getStore();
  return place?.tasks.holdAwait(place, value, label);
});

/** The tasks of one run, each held wherever it can be until it is let go. */
export class HeldTasks {
  readonly timeline: TimelineEntry[] = [];
  readonly #held: HeldTask[] = [];
  readonly #openCalls = new Set<OpenCall>();
  /** What tasks await that may never come, by the task. */
  readonly #awaited = new Map<object, string>();
  /** Promises of calls that were held already, so that an await of them is not held again. */
  readonly #turns = new WeakSet<object>();

  /** Runs `fn` as the task of that name, whose first step it is to start. */
  start(task: string, fn: () => unknown): Promise<unknown> {
    const place = { tasks: this, task, call: undefined };
    return places.run(place, () =>
      this.#turnOf(place).then(() => {
        this.#note(place, 'starts');
        return fn();
      }),
    );
  }

  /** Those that can go on now. */
  get held(): readonly HeldTask[] {
    return this.#held;
  }

  letGo(task: HeldTask): void {
    this.#held.splice(this.#held.indexOf(task), 1);
    task.go();
  }

  /** Whether a call may still answer without that anybody is let go. */
  get isAnswering(): boolean {
    return [...this.#openCalls].some(({ heldInside }) => heldInside === 0);
  }

  /** Takes none of the calls that have not answered any more for one that will. */
  giveUpAnswers(): void {
    for (const call of this.#openCalls) if (call.heldInside === 0) this.#openCalls.delete(call);
  }

  /** What tasks wait for at awaits of theirs. */
  get awaited(): readonly string[] {
    return [...new Set(this.#awaited.values())];
  }

  /** A place of its own at which the task is held that calls it. */
  step(label: string): Promise<void> {
    return Promise.resolve(this.call(label, () => undefined));
  }

  /** Does `act` when it is the turn of the task that calls; outside of tasks, at once. */
  call<T>(label: string, act: () => T): Promise<Awaited<T>> | T {
    const place = places.getStore();
    if (place?.tasks !== this) return act();
    const turn = this.#turnOf(place).then(() => this.#act(place, label, act));
    this.#turns.add(turn);
    return turn;
  }

  /** What an `await` of `value` becomes: the value, and then the turn of the task. */
  holdAwait(place: Place, value: unknown, label: string): Promise<unknown> | undefined {
    if (isObject(value) && this.#turns.has(value)) return undefined;
    const wait = {};
    this.#awaited.set(wait, `${place.task} at await ${label}`);
    const arrive = (text: string): Promise<void> => {
      this.#awaited.delete(wait);
      return this.#turnOf(place).then(() => void this.#note(place, text));
    };
    return Promise.resolve(value).then(
      (result) => arrive(`await ${label}${toResult(result)}`).then(() => result),
      (error: unknown) =>
        arrive(`await ${label} throws ${formatValue(error)}`).then(() => Promise.reject(error)),
    );
  }

  #turnOf({ task, call }: Place): Promise<void> {
    changeHeldInside(call, 1);
    return new Promise<void>((resolve) => {
      const go = () => {
        changeHeldInside(call, -1);
        resolve();
      };
      this.#held.push({ task, go });
    });
  }

  #act<T>(place: Place, label: string, act: () => T): Promise<Awaited<T>> {
    const entry = this.#note(place, label);
    const call = { outer: place.call, heldInside: 0 };
    this.#openCalls.add(call);
    const answer = new Promise<Awaited<T>>((resolve) => {
      resolve(places.run({ ...place, call }, act) as Awaited<T>);
    });
    return answer.then(
      (result) => {
        this.#openCalls.delete(call);
        entry.text += toResult(result);
        return result;
      },
      (error: unknown) => {
        this.#openCalls.delete(call);
        entry.text += ` throws ${formatValue(error)}`;
        return Promise.reject(error);
      },
    );
  }

  #note({ task }: Place, text: string): TimelineEntry {
    const entry = { task, text };
    this.timeline.push(entry);
    return entry;
  }
}

function changeHeldInside(call: OpenCall | undefined, change: number): void {
  for (let at = call; at !== undefined; at = at.outer) at.heldInside += change;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function toResult(result: unknown): string {
  return result === undefined ? '' : ` = ${formatValue(result)}`;
}
