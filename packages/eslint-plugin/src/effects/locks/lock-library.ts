import type { Selector } from '../operation.js';

/** The method of a lock or a guard that is itself the function to call: `limit(fn)`, `release()`. */
export const CALL = '()';

/** How the source makes a lock, by the name that the package exports. */
export interface LockMaker {
  /** `default` is the package's default export, or what `require` gives. */
  readonly name: string;
  readonly by: 'new' | 'call';
  /** Where the number of holders is given; without one, a single caller holds it. */
  readonly permits?: Selector;
  /** Whether one object holds a lock per key, so that operations take the key. */
  readonly keyed?: boolean;
  /** What names the lock wherever it is made: equal keys, one lock. */
  readonly key?: Selector;
  /** The lock that it wraps, to give it a time-out. */
  readonly wraps?: Selector;
  /** The option with which a holder may take it again. */
  readonly reentrantWith?: Selector;
}

interface LockMatching {
  readonly method: string | readonly string[];
  /** What tells locks of one object apart: an id, a path, a name. */
  readonly key?: Selector;
  /** Whether others that read may hold it too. */
  readonly shared?: boolean;
}

/** Keeps others out while a callback runs. */
export interface LockedCall extends LockMatching {
  readonly kind: 'exclusive';
}

/** Takes a lock that has to be let go by hand. */
export interface AcquireOperation extends LockMatching {
  readonly kind: 'acquire';
  /** Whether it may give nothing instead of waiting. */
  readonly tries?: boolean;
}

/** Lets a lock go, on the lock itself or on what taking it gave. */
export interface ReleaseOperation extends LockMatching {
  readonly kind: 'release';
  readonly on: 'lock' | 'guard';
  /** What taking the lock gave, where it is handed back to the lock. */
  readonly guard?: Selector;
}

export type LockOperation = LockedCall | AcquireOperation | ReleaseOperation;

/** How one lock library's locks are made, taken and let go. */
export interface LockLibrary {
  readonly name: string;
  readonly title: string;
  readonly docs: string;
  /** Packages whose import is evidence for the library. */
  readonly packages: readonly string[];
  /** What its locks are mostly called: evidence by shape. */
  readonly receivers?: RegExp;
  readonly makers: readonly LockMaker[];
  /** Locks that are there without being made, by their path: `navigator.locks`. */
  readonly standing?: readonly string[];
  /** Functions that take and let go a lock that their name names: `acquireLock`, `releaseLock`. */
  readonly functions?: { readonly acquire: RegExp; readonly release: RegExp };
  /** Names of locks, types and functions that are the library's wherever they stand. */
  readonly names?: readonly string[];
  /** Whom a lock keeps out: this process, all threads of it, or every process that takes part. */
  readonly reach: 'process' | 'threads' | 'machines';
  /** Whether a lock that nobody lets go ends by itself after a while. */
  readonly expires?: boolean;
  /** Whether work is mostly handed over and not waited for, as to a queue. */
  readonly isQueue?: boolean;
  readonly operations: readonly LockOperation[];
  /** Whether `using` lets go what taking a lock gives. */
  readonly isDisposable?: boolean;
  /** By the method that runs a callback under one key: the one that takes several, in one order. */
  readonly manyKeys?: Readonly<Record<string, string>>;
}

export function defineLockLibrary(library: LockLibrary): LockLibrary {
  return library;
}

export const exclusive = operation<LockedCall>('exclusive');
export const acquire = operation<AcquireOperation>('acquire');
export const release = operation<ReleaseOperation>('release');

function operation<T extends LockOperation>(kind: T['kind']): (parts: Omit<T, 'kind'>) => T {
  return (parts) => ({ kind, ...parts }) as T;
}
