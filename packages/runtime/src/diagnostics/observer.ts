import { AsyncLocalStorage } from 'node:async_hooks';
import { channel } from 'node:diagnostics_channel';
import { DeadlockError, type DeadlockLink } from './deadlock-error.js';
import { type Scope, type Stake, WaitsFor } from './waits-for.js';

export interface HoldInfo {
  readonly lock: string;
  readonly forMs: number;
  readonly acquiredAt: string;
}

export interface LockReport {
  readonly lock: string;
  readonly holders: readonly HoldInfo[];
  readonly waiters: readonly { readonly forMs: number; readonly requestedAt: string }[];
}

export interface DiagnosticsOptions {
  /** Called once for each hold that lasts longer than `heldTooLongMs`. */
  readonly onHeldTooLong?: ((hold: HoldInfo) => void) | undefined;
  readonly heldTooLongMs?: number | undefined;
}

const channels = {
  wait: channel('interlocked:wait'),
  acquire: channel('interlocked:acquire'),
  release: channel('interlocked:release'),
  abandon: channel('interlocked:abandon'),
};

/** Learns of every wait, hold and release while diagnostics are on. */
export class Observer {
  readonly scopes = new AsyncLocalStorage<Scope>();
  readonly #graph = new WaitsFor();
  readonly #timers = new Map<object, ReturnType<typeof setTimeout>>();
  readonly #options: DiagnosticsOptions;
  readonly #labels: WeakMap<object, string>;
  readonly #numbers = new WeakMap<object, number>();
  #numbered = 0;

  constructor(options: DiagnosticsOptions, labels: WeakMap<object, string>) {
    this.#options = options;
    this.#labels = labels;
  }

  /** Throws if the wait would never end. */
  onWait(lock: object, guard: object, scope: Scope | undefined): void {
    const cycle = this.#graph.findCycle(scope, lock, (hold) => this.#toLink(hold));
    if (cycle !== undefined) throw new DeadlockError(cycle);
    this.#graph.waits.set(guard, { lock, scope, sinceMs: performance.now(), at: findCaller() });
    channels.wait.publish(this.#toEvent(lock));
  }

  onAcquire(lock: object, guard: object, scope: Scope | undefined): void {
    const wait = this.#graph.waits.get(guard);
    this.#graph.waits.delete(guard);
    const nowMs = performance.now();
    const waitedMs = wait ? nowMs - wait.sinceMs : 0;
    const hold = { lock, scope, sinceMs: nowMs, at: wait?.at ?? findCaller() };
    this.#graph.holds.set(guard, hold);
    channels.acquire.publish(this.#toEvent(lock, { waitedMs }));
    this.#watch(guard, hold);
  }

  /** A waiter was let in. */
  onGrant(guard: object): void {
    const wait = this.#graph.waits.get(guard);
    if (wait !== undefined) this.onAcquire(wait.lock, guard, wait.scope);
  }

  onAbandon(guard: object): void {
    const wait = this.#graph.waits.get(guard);
    if (wait === undefined) return;
    this.#graph.waits.delete(guard);
    const waitedMs = performance.now() - wait.sinceMs;
    channels.abandon.publish(this.#toEvent(wait.lock, { waitedMs }));
  }

  onRelease(guard: object): void {
    const hold = this.#graph.holds.get(guard);
    if (hold === undefined) return;
    this.#graph.holds.delete(guard);
    clearTimeout(this.#timers.get(guard));
    this.#timers.delete(guard);
    const heldMs = performance.now() - hold.sinceMs;
    channels.release.publish(this.#toEvent(hold.lock, { heldMs }));
  }

  inspect(): LockReport[] {
    const stakes = [...this.#graph.holds.values(), ...this.#graph.waits.values()];
    return [...new Set(stakes.map(({ lock }) => lock))].map((lock) => ({
      lock: this.#toName(lock),
      holders: this.#graph.holdersOf(lock).map((hold) => this.#toInfo(hold)),
      waiters: this.#graph
        .waitersOf(lock)
        .map(({ sinceMs, at }) => ({ forMs: toAge(sinceMs), requestedAt: at })),
    }));
  }

  stop(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  #watch(guard: object, hold: Stake): void {
    const { onHeldTooLong, heldTooLongMs = 10_000 } = this.#options;
    if (onHeldTooLong === undefined) return;
    const timer = setTimeout(() => onHeldTooLong(this.#toInfo(hold)), heldTooLongMs);
    // Watching keeps no process alive.
    (timer as { unref?(): void }).unref?.();
    this.#timers.set(guard, timer);
  }

  #toInfo(hold: Stake): HoldInfo {
    const { lock, sinceMs, at } = hold;
    return { lock: this.#toName(lock), forMs: toAge(sinceMs), acquiredAt: at };
  }

  #toLink(hold: Stake): DeadlockLink {
    const { lock, forMs, acquiredAt } = this.#toInfo(hold);
    return { lock, heldForMs: forMs, acquiredAt };
  }

  /** What is published: `label` only where one was given, for metrics must not have too many. */
  #toEvent(lock: object, times: { waitedMs?: number; heldMs?: number } = {}): object {
    return { lock: this.#toName(lock), label: this.#labels.get(lock), ...times };
  }

  #toName(lock: object): string {
    const label = this.#labels.get(lock);
    if (label !== undefined) return label;
    const { id } = lock as { id?: unknown };
    // eslint-disable-next-line @typescript-eslint/no-base-to-string -- whatever identifies the key
    if (id !== undefined) return `key ${String(id)}`;
    let number = this.#numbers.get(lock);
    if (number === undefined) this.#numbers.set(lock, (number = ++this.#numbered));
    return `lock ${number}`;
  }
}

function toAge(sinceMs: number): number {
  return Math.round(performance.now() - sinceMs);
}

/** The line of the stack that called into this package. */
function findCaller(): string {
  const limit = Error.stackTraceLimit;
  // The frames of this package come first, and may be more than are kept.
  Error.stackTraceLimit = 50;
  const lines = new Error().stack?.split('\n').slice(1) ?? [];
  Error.stackTraceLimit = limit;
  const own = /[\\/]runtime[\\/](?:dist|src)[\\/](?!.*\.test\.)/;
  return (lines.find((line) => !own.test(line)) ?? 'at an unknown place').trim();
}
