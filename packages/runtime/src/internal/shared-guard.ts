import type { Guard } from '../guard.js';
import type { MutexWord } from './shared-mutex-word.js';

/**
 * The guard of a {@link SharedMutex}, which also tells in which state its last owner left things.
 *
 * - **Blocking:** never.
 * - **Errors:** `ERR_NOT_HELD` if this thread was declared dead meanwhile. A second `release` of
 *   the same guard does nothing, and can never free somebody else's hold.
 */
export class SharedGuard implements Guard {
  /** Whether the owner before died while it held the lock, so that its work may be half done. */
  readonly abandoned: boolean;
  #word: MutexWord | undefined;

  /** @internal */
  constructor(word: MutexWord, abandoned: boolean) {
    this.#word = word;
    this.abandoned = abandoned;
  }

  /** Whether it has not been released yet. */
  get isHeld(): boolean {
    return this.#word !== undefined;
  }

  /** @internal Whether it holds the lock that has this word. */
  holds(word: MutexWord): boolean {
    return this.#word === word;
  }

  /** Gives back the lock; later calls do nothing. */
  release(): void {
    const word = this.#word;
    this.#word = undefined;
    word?.unlock();
  }

  /** The same as `release`, for `using`. */
  [Symbol.dispose](): void {
    this.release();
  }
}
