import { Bell, type Bells, hangBell } from './shared-bells.js';

/** Whoever looks again when the doorbell has rung. */
export interface Listener {
  hear(): void;
}

const hasWaitAsync = typeof Atomics === 'object' && typeof Atomics.waitAsync === 'function';

/**
 * How often those who listen look by themselves. With `waitAsync` only a thread that died between
 * its change and its ring makes that necessary; without it, this is how changes are seen.
 */
const RECHECK_MS = hasWaitAsync ? 1_000 : 4;

/** A timer of Node and Bun; other runtimes number theirs. */
interface Refable {
  ref(): unknown;
  unref(): unknown;
}

/** The doorbells of this thread, by the ids of their tables; nearly always there is one. */
const doorbells = new Map<string, WeakRef<Doorbell>>();

/** The doorbell of this thread in one table: at most one `Atomics.waitAsync`, for all its waits. */
export class Doorbell {
  /** The doorbell of this thread in the table `bells`. */
  static in(bells: Bells): Doorbell {
    const id = `${bells[Bell.ID]} ${bells[Bell.ID + 1]}`;
    const known = doorbells.get(id)?.deref();
    if (known) return known;
    for (const [other, doorbell] of doorbells) if (!doorbell.deref()) doorbells.delete(other);
    const doorbell = new Doorbell(bells);
    doorbells.set(id, new WeakRef(doorbell));
    return doorbell;
  }

  /** Which of the bells it is. */
  readonly bell: number;
  readonly #bells: Bells;
  readonly #listeners = new Set<Listener>();
  #isListening = false;
  /** A pending `waitAsync` keeps no process alive; this timer does. */
  #timer: unknown;

  private constructor(bells: Bells) {
    this.#bells = bells;
    this.bell = hangBell(bells);
  }

  /** Lets `listener` hear each ring, and keeps the process alive meanwhile. */
  add(listener: Listener): void {
    if (this.#listeners.size === 0) this.#keepAlive();
    this.#listeners.add(listener);
  }

  delete(listener: Listener): void {
    this.#listeners.delete(listener);
    if (this.#listeners.size === 0) this.#letEnd();
  }

  /** Hears the next ring after the bell counted `count`. */
  listen(count: number): void {
    // The wait that is pending began at an earlier count: no ring after this one escapes it.
    if (this.#isListening || !hasWaitAsync) return;
    this.#isListening = true;
    const { value } = Atomics.waitAsync(this.#bells, Bell.FIRST + this.bell, count);
    void Promise.resolve(value).then(() => {
      this.#isListening = false;
      this.#tell();
    });
  }

  #tell(): void {
    for (const listener of this.#listeners) listener.hear();
  }

  #keepAlive(): void {
    if (isRefable(this.#timer)) this.#timer.ref();
    else this.#timer = setTimeout(() => this.#recheck(), RECHECK_MS);
  }

  /** Where a timer can be let go of, it stays for the next wait: making one takes long. */
  #letEnd(): void {
    if (isRefable(this.#timer)) return void this.#timer.unref();
    clearTimeout(this.#timer as number | undefined);
    this.#timer = undefined;
  }

  #recheck(): void {
    this.#timer = undefined;
    this.#tell();
    if (this.#listeners.size > 0) this.#keepAlive();
  }
}

function isRefable(timer: unknown): timer is Refable {
  return typeof timer === 'object' && timer !== null && 'unref' in timer;
}
