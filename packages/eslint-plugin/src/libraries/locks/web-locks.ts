import { arg } from '../../effects/operation.js';
import { defineLockLibrary, exclusive } from '../../effects/locks/lock-library.js';

/** `navigator.locks.request(name, fn)`: one holder in all tabs and workers of an origin. */
export const webLocks = defineLockLibrary({
  name: 'web-locks',
  title: 'Web Locks',
  docs: 'https://developer.mozilla.org/docs/Web/API/Web_Locks_API',
  packages: ['@interlocked/runtime/web-locks'],
  reach: 'machines',
  makers: [],
  standing: ['navigator.locks', 'locks'],
  operations: [exclusive({ method: 'request', key: arg(0) })],
});
