import { InterlockedError } from '../errors.js';

/** How long, and how eagerly, an operation waits for its turn. */
export interface AcquireOptions {
  /** Gives up the wait when it aborts, rejecting with `signal.reason`. */
  readonly signal?: AbortSignal | null | undefined;
  /**
   * Gives up the wait after this many milliseconds; 0 never waits, and
   * what no timer can count (2 ** 31 and more, Infinity) never gives up.
   */
  readonly timeoutMs?: number | undefined;
  /** Goes ahead of every waiter of lower priority; 0 unless given. */
  readonly priority?: number | undefined;
}

/**
 * Throws for options that are a mistake, and answers with a rejection for a signal that has
 * already aborted; `undefined` means that the operation may go on.
 */
export function findRefusal(options?: AcquireOptions): Promise<never> | undefined {
  for (const name in options) {
    const value = options[name as keyof AcquireOptions] as AbortSignal & number;
    // NaN equals nothing, itself included, and text is no number. Those who know a weight check it.
    const isRight: Record<string, unknown> = {
      // eslint-disable-next-line @typescript-eslint/unbound-method -- only whether there is one
      signal: !value || value.addEventListener,
      timeoutMs: value === Math.max(value, 0),
      priority: value === +value,
      weight: 1,
    };
    if (value !== undefined && !isRight[name]) {
      throw invalid(name, value, 'timeoutMs from 0, signal or priority');
    }
  }
  return options?.signal?.aborted ? Promise.reject(options.signal.reason) : undefined;
}

/** Throws unless `fn` can be called. */
export function checkCallback(fn: unknown): void {
  if (typeof fn !== 'function') throw invalid('fn', fn, 'a function');
}

/** Throws unless `value` is a number of at least `least`, which NaN is not. */
export function checkNumber(name: string, value: unknown, least: number): void {
  if (!(typeof value === 'number' && value >= least)) {
    throw invalid(name, value, `a number from ${least}`);
  }
}

/** Answers with `units`, or throws unless it is a whole number from 1. */
export function checkUnits(name: string, units: number): number {
  if (Number.isSafeInteger(units) && units >= 1) return units;
  throw invalid(name, units, 'a whole number from 1');
}

/** The error for an argument that is a mistake: which one, its value, and what to pass instead. */
export function invalid(name: string, value: unknown, wanted: string): InterlockedError {
  return new InterlockedError(
    'ERR_INVALID_ARGUMENT',
    // eslint-disable-next-line @typescript-eslint/restrict-template-expressions -- whatever it is
    `${name} is ${value}; pass ${wanted}.`,
  );
}
