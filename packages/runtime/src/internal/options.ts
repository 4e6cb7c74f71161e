import { InterlockedError } from '../errors.js';

/** How long, and how eagerly, an operation waits for its turn. */
export interface AcquireOptions {
  /** Gives up the wait when it aborts, rejecting with `signal.reason`. */
  readonly signal?: AbortSignal | undefined;
  /** Gives up the wait after this many milliseconds; 0 never waits, Infinity never gives up. */
  readonly timeoutMs?: number | undefined;
  /** Goes ahead of every waiter of lower priority; 0 unless given, first come first served within one. */
  readonly priority?: number | undefined;
}

/**
 * Throws for options that are a mistake, and answers with a rejection for a signal that has
 * already aborted; `undefined` means that the operation may go on.
 */
export function findRefusal(options: AcquireOptions | undefined): Promise<never> | undefined {
  if (options === undefined) return undefined;
  const { signal, timeoutMs = 0, priority = 0 } = options;
  // Comparisons with NaN are false, so these let no NaN through.
  if (!(typeof timeoutMs === 'number' && timeoutMs >= 0)) {
    throw invalid('timeoutMs', timeoutMs, 'milliseconds from 0 to Infinity');
  }
  if (!(typeof priority === 'number' && priority <= Infinity)) {
    throw invalid('priority', priority, 'a number');
  }
  if (signal === undefined) return undefined;
  if (typeof signal?.addEventListener !== 'function') {
    throw invalid('signal', signal, 'an AbortSignal');
  }
  return signal.aborted ? Promise.reject(signal.reason) : undefined;
}

/** Throws unless `fn` can be called. */
export function checkCallback(fn: unknown): void {
  if (typeof fn !== 'function') throw invalid('the callback', fn, 'a function');
}

/** The error for an argument that is a mistake: which one, its value, and what to pass instead. */
export function invalid(name: string, value: unknown, wanted: string): InterlockedError {
  return new InterlockedError(
    'ERR_INVALID_ARGUMENT',
    `${name} is ${String(value)} (${typeof value}); pass ${wanted}.`,
  );
}
