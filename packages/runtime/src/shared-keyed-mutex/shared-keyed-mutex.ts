import { type AdoptableWorker, adoptWorker } from '../internal/shared-adopt.js';
import { checkBetween, checkFunction, checkOptions } from '../internal/shared-arguments.js';
import { heedDeaths } from '../internal/shared-deaths.js';
import type { SharedGuard } from '../internal/shared-guard.js';
import { HEADER_BYTES } from '../internal/shared-header.js';
import {
  allocatePlace,
  joinPlace,
  type Place,
  type SharedHandle,
  toHandle,
  toPart,
} from '../internal/shared-place.js';
import { checkMayBlock, ownId } from '../internal/shared-thread.js';
import type { WaitOptions } from '../internal/shared-watch.js';
import { SharedMutex } from '../shared-mutex/shared-mutex.js';
import { type SharedKey, toSlot } from './slot-of-key.js';

export interface SharedKeyedMutexOptions {
  /** How many slots the keys share; 256 unless given, at most 65536. */
  readonly slots?: number;
}

const MUTEX_BYTES = 24;
const SIZES = { base: HEADER_BYTES, each: MUTEX_BYTES };

const enum At {
  NEXT_ID = 5,
}

/**
 * A lock for each key, held by one task of one thread at a time.
 *
 * Keys share a fixed number of slots: **two keys on one slot exclude each other too**. So do not
 * take a second key while holding one; take both at once with `runExclusiveAll`.
 *
 * - **Blocking:** as {@link SharedMutex}: `lock` blocks its thread, `acquire`, `runExclusive` and
 *   `runExclusiveAll` wait without blocking, `tryLock` never waits.
 * - **Ordering, Fairness, Cancellation:** as `SharedMutex`, for each slot.
 * - **Errors:** as `SharedMutex`; `ERR_DEADLOCK` also for `lock` of another key on a slot that a
 *   task of this thread holds. `ERR_INVALID_ARGUMENT` for a key that is no string, number or bigint.
 * - **Cost:** a hash over the key, and what a `SharedMutex` costs. `runExclusiveAll` takes slots in
 *   their order, so callers never wait for each other in a ring.
 * - **Memory:** 16 bytes of shared memory, and 24 for each slot.
 * - **Crash:** as `SharedMutex`, for all keys at once; `guard.abandoned` tells that the owner before died, perhaps while
 *   it held another key of the slot.
 */
export class SharedKeyedMutex {
  /** Joins the one that `handle` leads to. */
  static from(handle: SharedHandle<'SharedKeyedMutex'>): SharedKeyedMutex {
    return new SharedKeyedMutex({}, joinPlace('SharedKeyedMutex', handle, SIZES));
  }

  /** How many slots the keys share. */
  readonly slots: number;
  /** What this thread is called here, for another's {@link SharedKeyedMutex.declareDead}. */
  readonly ownerId: number;
  readonly #place: Place;
  readonly #mutexes: readonly SharedMutex[];
  readonly #held = {
    abandon: (owner: number): boolean =>
      this.#mutexes.filter((mutex) => mutex.declareDead(owner)).length > 0,
  };

  constructor(options?: SharedKeyedMutexOptions);
  /** @internal */
  constructor(options: SharedKeyedMutexOptions, place: Place);
  constructor(options: SharedKeyedMutexOptions = {}, place?: Place) {
    checkOptions(options, ['slots']);
    const { slots = 256 } = options;
    const wanted = checkBetween('slots', slots, 1, 65_536);
    this.#place = place ?? allocatePlace('SharedKeyedMutex', HEADER_BYTES + wanted * MUTEX_BYTES);
    this.slots = (this.#place.sizeBytes - HEADER_BYTES) / MUTEX_BYTES;
    this.ownerId = claimId(this.#place);
    this.#mutexes = Array.from({ length: this.slots }, (_, slot) => this.#openSlot(slot));
    heedDeaths(this.#held);
  }

  /** What another thread passes to {@link SharedKeyedMutex.from}. */
  get handle(): SharedHandle<'SharedKeyedMutex'> {
    return toHandle('SharedKeyedMutex', this.#place);
  }

  /** Whether somebody holds the key, or another of its slot, at this moment. */
  isLocked(key: SharedKey): boolean {
    return this.#mutexOf(key).isLocked;
  }

  /** Blocks this thread until it holds the key. */
  lock(key: SharedKey, options?: { readonly timeoutMs?: number }): SharedGuard {
    checkMayBlock('SharedKeyedMutex.lock()', 'acquire()');
    return this.#mutexOf(key).lock(options);
  }

  /** Takes the key if it is free, else answers `undefined`. */
  tryLock(key: SharedKey): SharedGuard | undefined {
    return this.#mutexOf(key).tryLock();
  }

  /** Waits for the key without blocking, and resolves to the guard that gives it back. */
  acquire(key: SharedKey, options?: WaitOptions): Promise<SharedGuard> {
    return this.#mutexOf(key).acquire(options);
  }

  /** Runs `fn` while holding the key and resolves to what it returns. */
  runExclusive<T>(
    key: SharedKey,
    fn: (guard: SharedGuard) => T | PromiseLike<T>,
    options?: WaitOptions,
  ): Promise<T> {
    return this.#mutexOf(key).runExclusive(fn, options);
  }

  /**
   * Runs `fn` while holding all of `keys` and resolves to what it returns. `fn` gets whether the
   * owner before of any of them died while it held it; `options` count for each slot.
   */
  async runExclusiveAll<T>(
    keys: Iterable<SharedKey>,
    fn: (abandoned: boolean) => T | PromiseLike<T>,
    options?: WaitOptions,
  ): Promise<T> {
    checkFunction('fn', fn);
    const slots = new Set([...keys].map((key) => toSlot(key, this.slots)));
    const guards: SharedGuard[] = [];
    try {
      for (const slot of [...slots].sort((one, other) => one - other)) {
        guards.push(await this.#mutexes[slot]!.acquire(options));
      }
      return await fn(guards.some(({ abandoned }) => abandoned));
    } finally {
      for (const guard of guards) guard.release();
    }
  }

  /** Frees what `worker` holds when it ends. Call it before the worker can end. */
  adopt(worker: AdoptableWorker): void {
    adoptWorker(worker, this.#held.abandon);
  }

  /**
   * Frees all that the thread with that `ownerId` holds, and answers whether it held anything; for
   * threads whose end no event tells. The thread must have ended.
   */
  declareDead(ownerId: number): boolean {
    return this.#held.abandon(checkBetween('ownerId', ownerId, 1, 2 ** 30 - 1));
  }

  #openSlot(slot: number): SharedMutex {
    const at = HEADER_BYTES + slot * MUTEX_BYTES;
    return new SharedMutex({}, toPart('SharedMutex', this.#place, at, MUTEX_BYTES), this.ownerId);
  }

  #mutexOf(key: SharedKey): SharedMutex {
    return this.#mutexes[toSlot(key, this.slots)]!;
  }
}

/** The first slot gives out the ids: a thread must have the same one in all slots. */
function claimId({ buffer, byteOffset }: Place): number {
  return ownId(new Int32Array(buffer, byteOffset + HEADER_BYTES, At.NEXT_ID + 1), At.NEXT_ID);
}
