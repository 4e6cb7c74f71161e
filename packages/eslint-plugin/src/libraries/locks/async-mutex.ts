import { arg } from '../../effects/operation.js';
import {
  acquire,
  CALL,
  defineLockLibrary,
  exclusive,
  release,
} from '../../effects/locks/lock-library.js';

/** `mutex.runExclusive(fn)`, or `const release = await mutex.acquire()`. */
export const asyncMutex = defineLockLibrary({
  name: 'async-mutex',
  title: 'async-mutex',
  docs: 'https://github.com/DirtyHairy/async-mutex#api',
  packages: ['async-mutex', '@interlocked/runtime/async-mutex'],
  reach: 'process',
  makers: [
    { name: 'Mutex', by: 'new' },
    { name: 'Semaphore', by: 'new', permits: arg(0) },
    { name: 'withTimeout', by: 'call', wraps: arg(0) },
    { name: 'tryAcquire', by: 'call', wraps: arg(0) },
  ],
  operations: [
    exclusive({ method: 'runExclusive' }),
    acquire({ method: 'acquire' }),
    release({ method: 'release', on: 'lock' }),
    release({ method: CALL, on: 'guard' }),
  ],
});
