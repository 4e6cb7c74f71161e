import type { TSESLint } from '@typescript-eslint/utils';

import type { StaleWriteBack } from '../analyses/stale-write-backs.js';
import { partialSave } from './partial-save.js';
import type { Repair } from './repair.js';
import { rowLock } from './row-lock/row-lock.js';

/** The repairs of a whole row that is written back, best first. */
export function repairsOfStaleWriteBack(
  race: StaleWriteBack,
  source: Readonly<TSESLint.SourceCode>,
): Repair[] {
  const { read, write } = race;
  // A lock of this code keeps out nobody who changes another column without it.
  const repairs = [partialSave(race, source), rowLock({ reads: [read], write }, source)];
  return repairs.filter((repair) => repair !== undefined);
}
