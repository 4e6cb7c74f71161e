import type { LockCallback, LockManagerLike, LockOptions } from './interfaces.js';

/**
 * `native`, with callbacks that cannot throw synchronously: in Node.js such a callback holds its
 * lock for ever.
 */
export function harden(native: LockManagerLike): LockManagerLike {
  function request<T>(
    name: string,
    optionsOrCallback: LockOptions | LockCallback<T>,
    maybeCallback?: LockCallback<T>,
  ): Promise<T> {
    if (typeof optionsOrCallback === 'function')
      return native.request(name, later(optionsOrCallback));
    return native.request(name, optionsOrCallback, later(maybeCallback!));
  }
  return { request, query: () => native.query() };
}

/** What is no function is left for the host to refuse. */
function later<T>(callback: LockCallback<T>): LockCallback<T> {
  if (typeof callback !== 'function') return callback;
  return async (lock) => callback(lock);
}
