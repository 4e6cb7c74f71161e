import { arg } from '../../effects/operation.js';
import {
  acquire,
  defineLockLibrary,
  exclusive,
  release,
} from '../../effects/locks/lock-library.js';

/** `redlock.using([key], ttl, fn)`, or `const lock = await redlock.acquire([key], ttl)`. */
export const redlock = defineLockLibrary({
  name: 'redlock',
  title: 'Redlock',
  docs: 'https://github.com/mike-marcacci/node-redlock#usage',
  packages: ['redlock', '@sesamecare-oss/redlock'],
  receivers: /redlock$/i,
  reach: 'machines',
  expires: true,
  makers: [
    { name: 'default', by: 'new', keyed: true },
    { name: 'Redlock', by: 'new', keyed: true },
  ],
  operations: [
    exclusive({ method: 'using', key: arg(0) }),
    acquire({ method: ['acquire', 'lock'], key: arg(0) }),
    release({ method: ['release', 'unlock'], on: 'guard' }),
    release({ method: ['release', 'unlock'], on: 'lock', guard: arg(0) }),
  ],
});
