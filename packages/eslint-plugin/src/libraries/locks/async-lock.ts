import { arg } from '../../effects/operation.js';
import { defineLockLibrary, exclusive } from '../../effects/locks/lock-library.js';

/** `lock.acquire(key, fn)`. */
export const asyncLock = defineLockLibrary({
  name: 'async-lock',
  title: 'async-lock',
  docs: 'https://github.com/rogierschouten/async-lock#readme',
  packages: ['async-lock'],
  reach: 'process',
  makers: [{ name: 'default', by: 'new', keyed: true, reentrantWith: arg(0, 'domainReentrant') }],
  operations: [exclusive({ method: 'acquire', key: arg(0) })],
});
