import type { TSESLint } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import type { Read } from '../effects/access.js';
import { isSameRow } from '../analyses/same-row.js';
import { atomicCall } from './atomic/atomic-call.js';
import { atomicColumn } from './atomic/atomic-column.js';
import { atomicEntry } from './atomic/atomic-entry.js';
import { atomicRelation } from './atomic/atomic-relation.js';
import { atomicSqlUpdate } from './atomic/atomic-sql-update.js';
import { atomicUpdate } from './atomic/atomic-update.js';
import { conditionInIncrement } from './conditions/condition-in-increment.js';
import { conditionInWrite } from './conditions/condition-in-write.js';
import { keyedLock } from './keyed-lock/keyed-lock.js';
import { lockedRow } from './row-lock/locked-row.js';
import type { Repair } from './repair.js';
import { versionRetry } from './conditions/version-retry.js';

/** The repairs of a lost update, best first. */
export function repairsOfLostUpdate(race: Race, source: Readonly<TSESLint.SourceCode>): Repair[] {
  const span = { reads: readsOf(race), write: race.write };
  const repairs = [
    atomicUpdate(race, source),
    atomicCall(race, source) ?? atomicColumn(race, source),
    atomicRelation(race, source),
    atomicSqlUpdate(race, source),
    atomicEntry(race, source),
    conditionInWrite(race, source) ?? conditionInIncrement(race, source),
    lockedRow(span, source),
    versionRetry(race, source),
    keyedLock(span, source),
  ];
  return repairs.filter((repair) => repair !== undefined);
}

/** The reads of the written row that the new value may derive from, the reported one first. */
function readsOf({ derivation, field, write }: Race): [Read, ...Read[]] {
  const reads = [...field.value.derivations].map(({ read }) => read);
  const others = reads.filter((read) => read !== derivation.read && isSameRow(read, write));
  return [derivation.read, ...others];
}
