/** Whatever keeps others out until it is released. */
interface Hold {
  release(): void;
}

/**
 * Runs `fn` as soon as `turn` comes, at once if it has come, and releases the hold when its work
 * is over, never before: after its promise has settled, or in the same step when it returned or
 * threw synchronously.
 */
export async function runUnder<T>(
  turn: Hold | Promise<Hold>,
  fn: () => T | PromiseLike<T>,
): Promise<T> {
  // Only what is a promise is awaited: each await costs a turn, and the second would be under the lock.
  const hold = isThenable(turn) ? await turn : turn;
  try {
    const result = fn();
    return isThenable(result) ? await result : result;
  } finally {
    hold.release();
  }
}

/** Whether `value` is for `await` to unwrap. */
export function isThenable<T>(value: T | PromiseLike<T>): value is PromiseLike<T> {
  return !!(value as PromiseLike<T> | null | undefined)?.then;
}
