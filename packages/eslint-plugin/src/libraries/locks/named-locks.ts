import { arg } from '../../effects/operation.js';
import {
  acquire,
  CALL,
  defineLockLibrary,
  exclusive,
  release,
} from '../../effects/locks/lock-library.js';

/** Locks of which only the name tells: `this.userLock.acquire()`. Known libraries win. */
export const namedLocks = defineLockLibrary({
  name: 'named-locks',
  title: 'Other locks',
  docs: 'https://interlocked.dev/rules/no-unreleased-lock',
  packages: [],
  receivers: /((^|[^bc])lock|mutex|semaphore|sema)$/i,
  reach: 'process',
  makers: [],
  functions: {
    acquire: /^(?:acquire|obtain|take)((?:[A-Z]\w*)?(?:Lock|Mutex))$/,
    release: /^(?:release|free)((?:[A-Z]\w*)?(?:Lock|Mutex))$|^un(lock(?:[A-Z]\w*)?)$/,
  },
  operations: [
    exclusive({
      method: ['runExclusive', 'withLock', 'runLocked', 'synchronized', 'acquire', 'lock'],
      key: arg(0),
    }),
    acquire({ method: ['acquire', 'lock', 'acquireAsync'], key: arg(0) }),
    acquire({ method: ['tryAcquire', 'tryLock'], key: arg(0), tries: true }),
    release({ method: ['release', 'unlock'], on: 'lock', key: arg(0) }),
    release({ method: ['release', 'unlock', CALL], on: 'guard' }),
  ],
});
