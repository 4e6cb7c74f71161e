import type { TSESLint } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import { atomicSqlUpdate } from './atomic-sql-update.js';
import { atomicUpdate } from './atomic-update.js';
import { keyedLock } from './keyed-lock.js';
import type { Repair } from './repair.js';

/** The repairs of a lost update, best first. */
export function repairsOfLostUpdate(race: Race, source: Readonly<TSESLint.SourceCode>): Repair[] {
  const { write, derivation } = race;
  const repairs = [
    atomicUpdate(race, source),
    atomicSqlUpdate(race, source),
    keyedLock({ read: derivation.read, write: write.node }, source),
  ];
  return repairs.filter((repair) => repair !== undefined);
}
