import type { Engine } from './engine.js';
import { mariadb } from './mariadb.js';
import { redis } from './redis.js';

/** Every server that `npm run test:services` knows how to start. */
export const engines: readonly Engine[] = [redis, mariadb];

/** Engines that can neither be started nor are running elsewhere. */
export function findMissingEngines(): Engine[] {
  return engines.filter(
    (engine) => process.env[engine.urlVariable] === undefined && engine.findProgram() === undefined,
  );
}
