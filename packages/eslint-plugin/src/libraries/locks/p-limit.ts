import { arg } from '../../effects/operation.js';
import { CALL, defineLockLibrary, exclusive } from '../../effects/locks/lock-library.js';

/** `const limit = pLimit(1)`: what is given to `limit` runs one after the other. */
export const pLimit = defineLockLibrary({
  name: 'p-limit',
  title: 'p-limit',
  docs: 'https://github.com/sindresorhus/p-limit#api',
  packages: ['p-limit'],
  reach: 'process',
  isQueue: true,
  makers: [{ name: 'default', by: 'call', permits: arg(0) }],
  operations: [exclusive({ method: CALL })],
});
