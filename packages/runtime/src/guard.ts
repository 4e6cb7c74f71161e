/// <reference lib="esnext.disposable" />

/**
 * Proof that something is held, and the one way to give it back.
 *
 * - **Blocking:** never.
 * - **Errors:** none. A second `release` of the same guard does nothing, and can never free
 *   somebody else's hold.
 * - **Memory:** a released guard keeps nothing alive.
 */
export interface Guard {
  /** Gives back what this guard holds; later calls do nothing. */
  release(): void;
  /** The same as {@link Guard.release}, for `using`. */
  [Symbol.dispose](): void;
}
