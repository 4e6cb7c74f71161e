/** Whatever keeps others out until it is released. */
interface Hold {
  release(): void;
}

/**
 * Runs `fn` at once, and releases `hold` when its work is over, never before: after its promise
 * has settled, or before the call returns when it returned or threw synchronously.
 */
export async function runUnder<T>(hold: Hold, fn: () => T | PromiseLike<T>): Promise<T> {
  try {
    const result = fn();
    // Awaiting a plain value would hold the lock for a turn more.
    return isThenable(result) ? await result : result;
  } finally {
    hold.release();
  }
}

function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return typeof (value as PromiseLike<T> | null | undefined)?.then === 'function';
}
