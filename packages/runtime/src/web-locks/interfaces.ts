export type LockMode = 'exclusive' | 'shared';

/** A lock that is held; the callback of a request is given it. */
export interface Lock {
  readonly name: string;
  readonly mode: LockMode;
}

export interface LockOptions {
  readonly mode?: LockMode | undefined;
  /** Calls back with `null` instead of waiting. */
  readonly ifAvailable?: boolean | undefined;
  /** Takes the lock from whoever holds it, and goes ahead of whoever waits. */
  readonly steal?: boolean | undefined;
  /** Gives up the wait when it aborts. */
  readonly signal?: AbortSignal | undefined;
}

export type LockCallback<T> = (lock: Lock | null) => T | PromiseLike<T>;

export interface LockInfo {
  readonly name: string;
  readonly mode: LockMode;
  readonly clientId: string;
}

export interface LockManagerSnapshot {
  readonly held: LockInfo[];
  readonly pending: LockInfo[];
}

/** The shape of `navigator.locks`. */
export interface LockManagerLike {
  request<T>(name: string, callback: LockCallback<T>): Promise<T>;
  request<T>(name: string, options: LockOptions, callback: LockCallback<T>): Promise<T>;
  query(): Promise<LockManagerSnapshot>;
}
