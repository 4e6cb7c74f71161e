import { checkBetween, checkOptions, checkWait } from '../internal/shared-arguments.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
} from '../internal/shared-place.js';
import { checkMayBlock } from '../internal/shared-thread.js';
import { Waiters } from '../internal/shared-waiters.js';
import { type Look, timedOut, type WaitOptions, Watch } from '../internal/shared-watch.js';

/** Header, word, and the number of parties. */
const SIZE_BYTES = 24;
const MOST_PARTIES = 2 ** 15 - 1;

/*
 * The word has the round in its upper half and in its lower half how many have come. The last to
 * come begins the next round, in the same step that empties the lower half. A round cannot end
 * without those who came, so the number of the round may wrap round.
 */
const enum At {
  WORD = 4,
  PARTIES = 5,
}

const enum Barrier {
  COME = 0xffff,
  ROUND_SHIFT = 16,
}

/**
 * A place where a fixed number of threads meet, again and again: each waits until all have come.
 *
 * - **Blocking:** `block` blocks its thread; `wait` waits without blocking.
 * - **Ordering:** what each wrote to shared memory before it came is visible to all that go on.
 * - **Cancellation:** a wait ends by `timeoutMs`, an asynchronous one also by `signal`; it then
 *   counts as not having come, and the others go on waiting for one more.
 * - **Errors:** `ERR_CANNOT_BLOCK`, `ERR_TIMEOUT`, `ERR_INVALID_ARGUMENT`, `ERR_INVALID_HANDLE`
 *   from `from`.
 * - **Cost:** to come is one compare-and-exchange, repeated when another thread came first.
 * - **Memory:** 24 bytes of shared memory.
 * - **Crash:** a thread that dies before it came is missing, and the others wait; one that dies
 *   while it waits counts as having come. Wait with `timeoutMs` where threads may die.
 */
export class SharedBarrier {
  /** Joins the barrier that `handle` leads to. */
  static from(handle: SharedHandle<'SharedBarrier'>): SharedBarrier {
    return new SharedBarrier(1, joinPlace('SharedBarrier', handle, SIZE_BYTES));
  }

  readonly #place: Place;
  readonly #cells: Int32Array<SharedArrayBuffer>;
  readonly #waiters: Waiters;
  readonly #watch: Watch;

  constructor(parties: number);
  /** @internal */
  constructor(parties: number, place: Place);
  constructor(parties: number, place?: Place) {
    checkBetween('parties', parties, 1, MOST_PARTIES);
    this.#place = place ?? allocatePlace('SharedBarrier', SIZE_BYTES);
    this.#cells = new Int32Array(this.#place.buffer, this.#place.byteOffset, At.PARTIES + 1);
    this.#waiters = new Waiters(this.#cells, this.#place.bells);
    this.#watch = new Watch(this.#waiters);
    if (this.#place.isNew) Atomics.store(this.#cells, At.PARTIES, parties);
  }

  /** What another thread passes to {@link SharedBarrier.from}. */
  get handle(): SharedHandle<'SharedBarrier'> {
    return toHandle('SharedBarrier', this.#place);
  }

  /** How many meet. */
  get parties(): number {
    return Atomics.load(this.#cells, At.PARTIES);
  }

  /** How many have come and wait at this moment. */
  get waiting(): number {
    return Atomics.load(this.#cells, At.WORD) & Barrier.COME;
  }

  /** Blocks this thread until all have come; answers `true` to the last of them. */
  block(options: { readonly timeoutMs?: number } = {}): boolean {
    checkMayBlock('SharedBarrier.block()', 'wait()');
    checkOptions(options, ['timeoutMs']);
    checkWait(options);
    const { timeoutMs = Infinity } = options;
    const end = performance.now() + timeoutMs;
    const round = this.#come();
    if (round === undefined) return true;
    for (let found = this.#look(round); !('result' in found); found = this.#look(round)) {
      const leftMs = end === Infinity ? Infinity : Math.max(end - performance.now(), 0);
      const woken = Atomics.wait(this.#cells, At.WORD, found.word as number, leftMs);
      if (woken === 'timed-out' && this.#leave(round)) throw timedOut(timeoutMs);
    }
    return false;
  }

  /** Resolves when all have come: to `true` for the last of them, to `false` for the others. */
  wait(options: WaitOptions = {}): Promise<boolean> {
    checkWait(options);
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    const round = this.#come();
    if (round === undefined) return Promise.resolve(true);
    return this.#watch.wait(
      () => this.#look(round),
      options,
      () => void this.#leave(round),
    );
  }

  /** Answers the round in which this one came, or `undefined` to the last, for whom it is over. */
  #come(): number | undefined {
    for (;;) {
      const seen = Atomics.load(this.#cells, At.WORD);
      const round = seen >> Barrier.ROUND_SHIFT;
      const isLast = (seen & Barrier.COME) + 1 === this.parties;
      const next = isLast ? (round + 1) << Barrier.ROUND_SHIFT : seen + 1;
      if (Atomics.compareExchange(this.#cells, At.WORD, seen, next) !== seen) continue;
      if (isLast) this.#waiters.wake(this.#cells, At.WORD);
      return isLast ? undefined : round;
    }
  }

  /** Takes back having come; fails if all have come meanwhile. */
  #leave(round: number): boolean {
    for (;;) {
      const seen = Atomics.load(this.#cells, At.WORD);
      if (seen >> Barrier.ROUND_SHIFT !== round) return false;
      if (Atomics.compareExchange(this.#cells, At.WORD, seen, seen - 1) === seen) return true;
    }
  }

  #look(round: number): Look<boolean> {
    const word = Atomics.load(this.#cells, At.WORD);
    if (word >> Barrier.ROUND_SHIFT !== round) return { result: false };
    return { cells: this.#cells, index: At.WORD, word };
  }
}
