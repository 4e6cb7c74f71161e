import { checkBetween } from './shared-arguments.js';
import { toOwnerId } from './shared-thread.js';

/** A worker whose end can be heard of, as `node:worker_threads` has them. */
export interface AdoptableWorker {
  readonly threadId: number;
  once(event: 'exit', listener: () => void): unknown;
}

/** Calls `onDeath` with the worker's id in locks, once it has ended in whatever way. */
export function adoptWorker(worker: AdoptableWorker, onDeath: (owner: number) => unknown): void {
  const owner = toOwnerId(checkBetween('worker.threadId', worker?.threadId, 0, 2 ** 24));
  worker.once('exit', () => void onDeath(owner));
}
