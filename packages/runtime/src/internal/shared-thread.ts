import { InterlockedError } from '../errors.js';

/** What of `node:worker_threads` is used; Bun and Deno have it too. */
interface ThreadModule {
  readonly threadId: number;
}

/** Ids of threads that have no number of their own begin here, far above those that have. */
const FIRST_CLAIMED = 2 ** 24;
/** The largest id; ids have 30 bits in the words of locks. */
const LAST_ID = 2 ** 30 - 1;

const { process, WorkerGlobalScope } = globalThis as {
  process?: { getBuiltinModule?: (name: string) => ThreadModule | undefined };
  WorkerGlobalScope?: unknown;
};
const threadModule = process?.getBuiltinModule?.('node:worker_threads');

/** Deno numbers the workers of `node:worker_threads`; each of the web it calls 0, as the main thread. */
const isNumbered = threadModule?.threadId !== 0 || WorkerGlobalScope === undefined;

/** What a thread is called in shared memory: a process gives no number twice, nor is any 0. */
export function toOwnerId(threadId: number): number {
  return threadId + 1;
}

/**
 * The id of this thread: its number in the process, where threads have one; else the next that
 * `cells[index]` has not given out yet.
 */
export function ownId(cells: Int32Array<SharedArrayBuffer>, index: number): number {
  if (threadModule && isNumbered) return toOwnerId(threadModule.threadId);
  const id = FIRST_CLAIMED + Atomics.add(cells, index, 1);
  if (id <= LAST_ID) return id;
  throw new InterlockedError(
    'ERR_OUT_OF_RANGE',
    'A billion threads have joined this lock, and there is no id left. Make a new lock.',
  );
}

let mayBlock: boolean | undefined;

/** Throws unless this thread may block; `instead` is what waits without blocking. */
export function checkMayBlock(method: string, instead: string): void {
  mayBlock ??= tryToBlock();
  if (mayBlock) return;
  throw new InterlockedError(
    'ERR_CANNOT_BLOCK',
    `${method} blocks its thread, and this thread may not block: it is a page's main thread or a ` +
      `worklet. Call ${instead} and await it, or call this from a worker.`,
  );
}

function tryToBlock(): boolean {
  try {
    const cells = new globalThis.Int32Array(new globalThis.SharedArrayBuffer(4));
    // A value other than the one found ends the wait before it begins, where waiting is allowed.
    globalThis.Atomics.wait(cells, 0, 1, 0);
    return true;
  } catch {
    return false;
  }
}
