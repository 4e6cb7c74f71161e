interface Timer {
  readonly handle: TimerHandle;
  readonly number: number;
  readonly atMs: number;
  readonly fire: () => void;
}

/** What setting a timer answers with: in Node an object, which some programs rely on. */
class TimerHandle {
  ref = (): this => this;
  unref = (): this => this;
  hasRef = (): boolean => true;
}

/**
 * A clock that moves only when told to, in place of the global timers, of `Date` and of
 * `performance.now` while it is installed.
 */
export class VirtualClock {
  nowMs = 0;
  readonly #bind: (fn: () => void) => () => void;
  #timers: Timer[] = [];
  #created = 0;
  /** The time of the host when it was made, at which `Date` begins. */
  readonly #epochMs = Date.now();
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
    const { Date: HostDate, performance } = globalThis;
    const now = Object.getOwnPropertyDescriptor(performance, 'now');
    const hosts = Object.entries(this.#replacements(HostDate)).map(([name, own]) => {
      const host = Reflect.get(globalThis, name) as unknown;
      Reflect.set(globalThis, name, own);
      return [name, host] as const;
    });
    performance.now = () => this.nowMs;
    this.#restore = () => {
      for (const [name, host] of hosts) Reflect.set(globalThis, name, host);
      if (now) Object.defineProperty(performance, 'now', now);
      else Reflect.deleteProperty(performance, 'now');
    };
    return this;
  }

  uninstall(): void {
    this.#restore?.();
    this.#restore = undefined;
  }

  /** What stands in place of the host's own, by its global name. */
  #replacements(HostDate: DateConstructor): Record<string, unknown> {
    const clear = (handle: unknown) => this.#clear(handle);
    return {
      setTimeout: (fn: Callback, delayMs?: number, ...args: unknown[]) =>
        this.#set(() => fn(...args), toDelay(delayMs)),
      setInterval: (fn: Callback, delayMs?: number, ...args: unknown[]) =>
        this.#repeat(() => fn(...args), toDelay(delayMs)),
      setImmediate: (fn: Callback, ...args: unknown[]) => this.#set(() => fn(...args), 0),
      clearTimeout: clear,
      clearInterval: clear,
      clearImmediate: clear,
      Date: toDate(HostDate, () => this.#epochMs + this.nowMs),
    };
  }

  #set(fn: () => void, delayMs: number, handle = new TimerHandle()): TimerHandle {
    const fire = this.#bind(fn);
    const number = ++this.#created;
    this.#timers.push({ handle, number, atMs: this.nowMs + delayMs, fire });
    return handle;
  }

  #repeat(fn: () => void, delayMs: number): TimerHandle {
    const handle: TimerHandle = new TimerHandle();
    const again = (): void => {
      this.#set(again, delayMs, handle);
      fn();
    };
    return this.#set(again, delayMs, handle);
  }

  #clear(handle: unknown): void {
    this.#timers = this.#timers.filter((timer) => timer.handle !== handle);
  }

  /** Moves on to the next timer and fires it; when none is due by `untilMs`, only moves on. */
  fireNext(untilMs: number): boolean {
    const due = this.#findNext(untilMs);
    this.nowMs = Math.max(this.nowMs, due ? due.atMs : untilMs);
    if (!due) return false;
    this.#timers = this.#timers.filter((timer) => timer !== due);
    due.fire();
    return true;
  }

  #findNext(untilMs: number): Timer | undefined {
    const due = this.#timers.filter((timer) => timer.atMs <= untilMs);
    return due.sort((a, b) => a.atMs - b.atMs || a.number - b.number)[0];
  }
}

type Callback = (...args: unknown[]) => void;

/** As in every host: what exceeds 31 bits, or is no number, fires at once. */
function toDelay(delayMs = 0): number {
  return delayMs >= 1 && delayMs <= 2 ** 31 - 1 ? delayMs : 1;
}

/** `HostDate`, for which it is now what `now` says. */
function toDate(HostDate: DateConstructor, now: () => number): DateConstructor {
  return new Proxy(HostDate, {
    get: (target, key, receiver): unknown =>
      key === 'now' ? now : Reflect.get(target, key, receiver),
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as object,
    apply: (target) => new target(now()).toString(),
  });
}
