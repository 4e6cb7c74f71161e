export { InterlockedError, type ErrorCode } from './errors.js';
export { AtomicCounter, type AtomicCounterOptions } from './atomic-counter/atomic-counter.js';
export type { SharedHandle } from './internal/shared-place.js';
export type { WaitOptions } from './internal/shared-watch.js';
