export { InterlockedError, type ErrorCode } from './errors.js';
export type { Guard } from './guard.js';
export type { AcquireOptions } from './internal/options.js';
export type { KeyOptions } from './internal/keyed-table.js';
export { Mutex } from './mutex/mutex.js';
export { KeyedMutex, type KeyedMutexOptions } from './keyed-mutex/keyed-mutex.js';
export { AtomicCounter, type AtomicCounterOptions } from './atomic-counter/atomic-counter.js';
export type { SharedHandle } from './internal/shared-place.js';
export type { WaitOptions } from './internal/shared-watch.js';
