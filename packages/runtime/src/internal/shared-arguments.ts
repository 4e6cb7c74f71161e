import { InterlockedError } from '../errors.js';
import type { WaitOptions } from './shared-watch.js';

/** Answers `count`, or throws unless it is a whole number that a number holds exactly. */
export function checkCount(name: string, count: number): number {
  if (Number.isSafeInteger(count) && !Object.is(count, -0)) return count;
  throw invalid(name, count, 'a whole number from -(2 ** 53 - 1) to 2 ** 53 - 1, and 0 for -0');
}

/** Answers `value`, or throws unless it is a bigint. */
export function checkBigInt(name: string, value: bigint): bigint {
  if (typeof value === 'bigint') return value;
  throw invalid(name, value, 'a bigint');
}

/** Answers `count`, or throws unless it is a whole number in a range. */
export function checkBetween(name: string, count: number, least: number, most: number): number {
  const isWhole = Number.isInteger(count) && !Object.is(count, -0);
  if (isWhole && count >= least && count <= most) return count;
  throw invalid(name, count, `a whole number from ${least} to ${most}`);
}

/** Throws unless `fn` can be called. */
export function checkFunction(name: string, fn: unknown): void {
  if (typeof fn !== 'function') throw invalid(name, fn, 'a function');
}

/** Throws unless `value` has the method by which `wanted` is known. */
export function checkLike<T>(name: string, value: T, method: keyof T, wanted: string): void {
  if (typeof (value as T | undefined)?.[method] !== 'function') throw invalid(name, value, wanted);
}

/** Throws unless `options` is an object with no other keys than `known`. */
export function checkOptions(options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) {
    throw invalid('the options argument', options, `an object (${listed(known)}), or nothing`);
  }
  const unknown = Object.keys(options).find((key) => !known.includes(key));
  if (unknown !== undefined) throw invalid('an option', unknown, listed(known));
}

/** Throws unless `options` say how to wait. */
export function checkWait(options: WaitOptions): void {
  checkOptions(options, ['signal', 'timeoutMs']);
  const { signal, timeoutMs = 0 } = options;
  // Comparisons with NaN are false, so this lets no NaN through.
  if (!(typeof timeoutMs === 'number' && timeoutMs >= 0)) {
    throw invalid('timeoutMs', timeoutMs, 'milliseconds from 0 to Infinity');
  }
  if (signal !== undefined && typeof signal?.addEventListener !== 'function') {
    throw invalid('signal', signal, 'an AbortSignal');
  }
}

function invalid(name: string, value: unknown, wanted: string): InterlockedError {
  return new InterlockedError(
    'ERR_INVALID_ARGUMENT',
    `${name} is ${show(value)} (${typeof value}); pass ${wanted}.`,
  );
}

function show(value: unknown): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function listed(known: readonly string[]): string {
  return known.length > 0 ? known.join(' or ') : 'it has no options';
}
