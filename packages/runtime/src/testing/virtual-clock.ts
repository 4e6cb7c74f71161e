interface Timer {
  readonly id: number;
  readonly atMs: number;
  readonly fire: () => void;
}

/** Enough turns of the microtask queue for any chain of promises that nothing else holds up. */
const TURNS = 30;

/**
 * A clock that moves only when told to, in place of the global timers and of
 * `performance.now` while it is installed.
 */
export class VirtualClock {
  nowMs = 0;
  readonly #bind: (fn: () => void) => () => void;
  #timers: Timer[] = [];
  #created = 0;
  #restore: (() => void) | undefined;

  /** `bind` is applied to each callback when its timer is set, to keep its context, say. */
  constructor(bind: (fn: () => void) => () => void = (fn) => fn) {
    this.#bind = bind;
  }

  /** How many timers are set. */
  get pending(): number {
    return this.#timers.length;
  }

  install(): this {
    const { setTimeout, clearTimeout } = globalThis;
    const now = Object.getOwnPropertyDescriptor(performance, 'now');
    globalThis.setTimeout = this.#set.bind(this) as unknown as typeof setTimeout;
    globalThis.clearTimeout = this.#clear.bind(this);
    performance.now = () => this.nowMs;
    this.#restore = () => {
      Object.assign(globalThis, { setTimeout, clearTimeout });
      if (now) Object.defineProperty(performance, 'now', now);
      else Reflect.deleteProperty(performance, 'now');
    };
    return this;
  }

  uninstall(): void {
    this.#restore?.();
    this.#restore = undefined;
  }

  /** Moves on, firing what is due in order, each with all its promise continuations. */
  async advance(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    for (let due = this.#step(untilMs); due; due = this.#step(untilMs)) {
      due.fire();
      await settle();
    }
  }

  #set(fn: (...args: unknown[]) => void, delayMs = 0, ...args: unknown[]): number {
    const id = ++this.#created;
    // As in every host: what exceeds 31 bits, or is no number, fires at once.
    const delay = delayMs >= 1 && delayMs <= 2 ** 31 - 1 ? delayMs : 1;
    this.#timers.push({ id, atMs: this.nowMs + delay, fire: this.#bind(() => fn(...args)) });
    return id;
  }

  #clear(id: unknown): void {
    this.#timers = this.#timers.filter((timer) => timer.id !== id);
  }

  /** Moves on to the next timer, if one is set, and fires it. */
  fireNext(): void {
    if (this.pending > 0) this.#step(Infinity)?.fire();
  }

  /** Moves on to the next timer that is due, or to `untilMs` when none is. */
  #step(untilMs: number): Timer | undefined {
    const due = this.#findNext(untilMs);
    this.nowMs = due ? due.atMs : untilMs;
    if (due) this.#clear(due.id);
    return due;
  }

  #findNext(untilMs: number): Timer | undefined {
    const due = this.#timers.filter((timer) => timer.atMs <= untilMs);
    return due.sort((a, b) => a.atMs - b.atMs || a.id - b.id)[0];
  }
}

/** Lets every promise continuation run that is ready or becomes ready by it. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < TURNS; turn++) await Promise.resolve();
}
