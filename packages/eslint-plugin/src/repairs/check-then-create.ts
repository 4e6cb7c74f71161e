import type { TSESLint } from '@typescript-eslint/utils';

import type { CheckThenCreate } from '../analyses/check-then-create.js';
import { findOrCreate } from './inserts/find-or-create.js';
import { insertIfAbsent } from './inserts/insert-if-absent.js';
import { keyedLock } from './keyed-lock/keyed-lock.js';
import { putIfAbsent } from './inserts/put-if-absent.js';
import type { Repair } from './repair.js';

/** The repairs of a check before a create, best first. */
export function repairsOfCheckThenCreate(
  race: CheckThenCreate,
  source: Readonly<TSESLint.SourceCode>,
): Repair[] {
  const repairs = [
    findOrCreate(race, source) ?? insertIfAbsent(race, source) ?? putIfAbsent(race, source),
    keyedLock({ reads: [race.read], write: race.write }, source),
  ];
  return repairs.filter((repair) => repair !== undefined);
}
