import { arg } from '../../effects/operation.js';
import { acquire, CALL, defineLockLibrary, release } from '../../effects/locks/lock-library.js';

/** `const release = await lockfile.lock(path)`. */
export const properLockfile = defineLockLibrary({
  name: 'proper-lockfile',
  title: 'proper-lockfile',
  docs: 'https://github.com/moxystudio/node-proper-lockfile#usage',
  packages: ['proper-lockfile'],
  receivers: /^(proper)?lock_?file$/i,
  reach: 'machines',
  makers: [],
  standing: ['proper-lockfile'],
  operations: [
    acquire({ method: ['lock', 'lockSync'], key: arg(0) }),
    release({ method: CALL, on: 'guard' }),
    release({ method: ['unlock', 'unlockSync'], on: 'lock', key: arg(0) }),
  ],
});
