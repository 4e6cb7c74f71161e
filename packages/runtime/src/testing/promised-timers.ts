type Sleep = (delayMs?: number, value?: unknown, options?: { signal?: AbortSignal }) => unknown;

/** What of `node:timers/promises` takes time. */
interface PromisedTimers {
  setTimeout: Sleep;
  setImmediate: (value?: unknown) => unknown;
}

type Load = (this: void, name: string) => unknown;

/**
 * Runs `fn` with the promises of `node:timers/promises` made by whatever global timers there are,
 * so that the clock of a run is theirs too.
 */
export async function withPromisedTimers<T>(fn: () => Promise<T>): Promise<T> {
  const load = (process as { getBuiltinModule?: Load }).getBuiltinModule;
  const timers = load?.('node:timers/promises') as PromisedTimers | undefined;
  if (timers === undefined) return fn();
  const { syncBuiltinESMExports } = load!('node:module') as {
    syncBuiltinESMExports: (this: void) => void;
  };
  const { setTimeout, setImmediate } = timers;
  Object.assign(timers, { setTimeout: sleep, setImmediate: (value: unknown) => sleep(0, value) });
  syncBuiltinESMExports();
  try {
    return await fn();
  } finally {
    Object.assign(timers, { setTimeout, setImmediate });
    syncBuiltinESMExports();
  }
}

/** A global timer as a promise, which its signal rejects. */
const sleep: Sleep = (delayMs, value, { signal } = {}) =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new DOMException('The operation was aborted', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve(value);
    }, delayMs);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
