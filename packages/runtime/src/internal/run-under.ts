/** Whatever keeps others out until it is released. */
interface Hold {
  release(): void;
}

/**
 * Runs `fn` and releases `hold` when its work is over, never before: after its promise has
 * settled, or at once when it returned or threw synchronously.
 */
export function runUnder<T>(hold: Hold, fn: () => T | PromiseLike<T>): T | Promise<T> {
  let result: T | PromiseLike<T>;
  try {
    result = fn();
    if (isThenable(result)) return releaseAfter(hold, result);
  } catch (error) {
    hold.release();
    throw error;
  }
  hold.release();
  return result;
}

/** {@link runUnder} whose outcome is always a promise. */
export function runNow<T>(hold: Hold, fn: () => T | PromiseLike<T>): Promise<T> {
  try {
    return Promise.resolve(runUnder(hold, fn));
  } catch (error) {
    return Promise.reject(error);
  }
}

async function releaseAfter<T>(hold: Hold, result: PromiseLike<T>): Promise<T> {
  try {
    return await result;
  } finally {
    hold.release();
  }
}

function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as PromiseLike<T> | null | undefined)?.then === 'function';
}
