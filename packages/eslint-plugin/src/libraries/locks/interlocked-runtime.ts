import { arg } from '../../effects/operation.js';
import {
  acquire,
  defineLockLibrary,
  exclusive,
  release,
} from '../../effects/locks/lock-library.js';

/** `mutex.runExclusive(fn)`, `using guard = await mutex.acquire()`, and the same with a key. */
export const interlockedRuntime = defineLockLibrary({
  name: 'interlocked-runtime',
  title: '@interlocked/runtime',
  docs: 'https://interlocked.dev/primitives/',
  packages: ['@interlocked/runtime'],
  reach: 'process',
  makers: [
    { name: 'Mutex', by: 'new' },
    { name: 'RWLock', by: 'new' },
    { name: 'Semaphore', by: 'new', permits: arg(0) },
    { name: 'SerialExecutor', by: 'new' },
    { name: 'KeyedMutex', by: 'new', keyed: true },
    { name: 'KeyedRWLock', by: 'new', keyed: true },
    { name: 'KeyedSemaphore', by: 'new', keyed: true, permits: arg(0) },
    { name: 'KeyedExecutor', by: 'new', keyed: true },
    { name: 'Once', by: 'new' },
    { name: 'SingleFlight', by: 'new', keyed: true },
  ],
  operations: [
    exclusive({ method: ['runExclusive', 'runWrite', 'run'], key: arg(0) }),
    exclusive({ method: 'runRead', key: arg(0), shared: true }),
    acquire({ method: ['acquire', 'acquireWrite'], key: arg(0) }),
    acquire({ method: 'acquireRead', key: arg(0), shared: true }),
    acquire({ method: ['tryAcquire', 'tryAcquireWrite'], key: arg(0), tries: true }),
    release({ method: 'release', on: 'guard' }),
  ],
  isDisposable: true,
  manyKeys: { runExclusive: 'runExclusiveAll' },
});
