import type { LockLibrary } from '../../effects/locks/lock-library.js';
import { asyncLock } from './async-lock.js';
import { asyncMutex } from './async-mutex.js';
import { interlockedRuntime } from './interlocked-runtime.js';
import { namedLocks } from './named-locks.js';
import { pLimit } from './p-limit.js';
import { pQueue } from './p-queue.js';
import { properLockfile } from './proper-lockfile.js';
import { redisSemaphore } from './redis-semaphore.js';
import { redlock } from './redlock.js';
import { webLocks } from './web-locks.js';

/** Every lock library that the plugin knows; the one by name alone last. */
export const lockLibraries: readonly LockLibrary[] = [
  interlockedRuntime,
  asyncMutex,
  asyncLock,
  pLimit,
  pQueue,
  redlock,
  redisSemaphore,
  properLockfile,
  webLocks,
  namedLocks,
];
