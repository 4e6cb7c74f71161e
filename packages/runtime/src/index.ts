export { InterlockedError, type ErrorCode } from './errors.js';
export type { Guard } from './guard.js';
export type { AcquireOptions } from './internal/options.js';
export type { KeyOptions, KeyedOptions } from './internal/keyed-table.js';
export { Mutex } from './mutex/mutex.js';
export { KeyedMutex } from './keyed-mutex/keyed-mutex.js';
export { SingleFlight } from './single-flight/single-flight.js';
export { Once } from './once/once.js';
export { Guarded } from './guarded/guarded.js';
export { Semaphore, type SemaphoreOptions } from './semaphore/semaphore.js';
export { RWLock } from './rw-lock/rw-lock.js';
export { KeyedSemaphore } from './keyed-semaphore/keyed-semaphore.js';
export { SerialExecutor, type SerialExecutorOptions } from './serial-executor/serial-executor.js';
export { KeyedExecutor, type KeyedExecutorOptions } from './keyed-executor/keyed-executor.js';
export { Condition } from './condition/condition.js';
export { Latch } from './latch/latch.js';
export { Barrier } from './barrier/barrier.js';
export { Event } from './event/event.js';
export { KeyedRWLock } from './keyed-rw-lock/keyed-rw-lock.js';
export { AtomicCounter, type AtomicCounterOptions } from './atomic-counter/atomic-counter.js';
export type { SharedHandle } from './internal/shared-place.js';
export type { WaitOptions } from './internal/shared-watch.js';
export { AtomicBigInt64, type AtomicBigInt64Options } from './atomic-big-int64/atomic-big-int64.js';
export { AtomicFlag, type AtomicFlagOptions } from './atomic-flag/atomic-flag.js';
export { AtomicInt32, type AtomicInt32Options } from './atomic-int32/atomic-int32.js';
export { StripedCounter, type StripedCounterOptions } from './striped-counter/striped-counter.js';
export type { AdoptableWorker } from './internal/shared-adopt.js';
export { SharedMutex } from './shared-mutex/shared-mutex.js';
export type { SharedGuard } from './internal/shared-guard.js';
export {
  SharedSemaphore,
  type SharedSemaphoreLockOptions,
  type SharedSemaphoreOptions,
} from './shared-semaphore/shared-semaphore.js';
export type { PermitGuard } from './shared-semaphore/permit-guard.js';
export { SharedRWLock, type SharedRWLockOptions } from './shared-rw-lock/shared-rw-lock.js';
export type { SharedRWGuard } from './shared-rw-lock/shared-rw-guard.js';
export { SharedCondition } from './shared-condition/shared-condition.js';
export { SharedLatch } from './shared-latch/shared-latch.js';
export { SharedBarrier } from './shared-barrier/shared-barrier.js';
export { SharedOnce } from './shared-once/shared-once.js';
export {
  SharedKeyedMutex,
  type SharedKeyedMutexOptions,
} from './shared-keyed-mutex/shared-keyed-mutex.js';
export type { SharedKey } from './shared-keyed-mutex/slot-of-key.js';
export { SharedQueue, type SharedQueueOptions } from './shared-queue/shared-queue.js';
export {
  createShared,
  joinShared,
  type SharedLayout,
  type SharedLayoutHandle,
  type SharedParts,
} from './create-shared/create-shared.js';
