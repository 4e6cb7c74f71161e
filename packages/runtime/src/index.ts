export { InterlockedError, type ErrorCode } from './errors.js';
export type { Guard } from './guard.js';
export type { AcquireOptions } from './internal/options.js';
export type { KeyOptions } from './internal/keyed-table.js';
export { Mutex } from './mutex/mutex.js';
export { KeyedMutex, type KeyedMutexOptions } from './keyed-mutex/keyed-mutex.js';
