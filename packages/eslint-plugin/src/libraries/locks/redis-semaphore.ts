import { arg } from '../../effects/operation.js';
import { acquire, defineLockLibrary, release } from '../../effects/locks/lock-library.js';

/** `new Mutex(client, key)`; the lock is in Redis, so any object with the key is the same lock. */
export const redisSemaphore = defineLockLibrary({
  name: 'redis-semaphore',
  title: 'redis-semaphore',
  docs: 'https://github.com/swarthy/redis-semaphore#usage',
  packages: ['redis-semaphore'],
  reach: 'machines',
  makers: [
    { name: 'Mutex', by: 'new', key: arg(1) },
    { name: 'RedlockMutex', by: 'new', key: arg(1) },
    { name: 'Semaphore', by: 'new', key: arg(1), permits: arg(2) },
    { name: 'RedlockSemaphore', by: 'new', key: arg(1), permits: arg(2) },
    { name: 'MultiSemaphore', by: 'new', key: arg(1), permits: arg(2) },
  ],
  operations: [
    acquire({ method: 'acquire' }),
    acquire({ method: 'tryAcquire', tries: true }),
    release({ method: 'release', on: 'lock' }),
  ],
});
