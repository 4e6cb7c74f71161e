import { arg } from '../../effects/operation.js';
import { defineLockLibrary, exclusive } from '../../effects/locks/lock-library.js';

/** `new PQueue({ concurrency: 1 })`: what is added runs one after the other. */
export const pQueue = defineLockLibrary({
  name: 'p-queue',
  title: 'p-queue',
  docs: 'https://github.com/sindresorhus/p-queue#api',
  packages: ['p-queue'],
  reach: 'process',
  isQueue: true,
  makers: [{ name: 'default', by: 'new', permits: arg(0, 'concurrency') }],
  operations: [exclusive({ method: 'add' })],
});
