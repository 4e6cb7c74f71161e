export { E_ALREADY_LOCKED, E_CANCELED, E_TIMEOUT } from './constants.js';
export type { MutexInterface, SemaphoreInterface } from './interfaces.js';
export { Mutex } from './mutex.js';
export { Semaphore } from './semaphore.js';
export { tryAcquire, withTimeout } from './with-timeout.js';
