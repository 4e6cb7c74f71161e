import type { TSESLint } from '@typescript-eslint/utils';

import type { StaleWriteBack } from '../analyses/stale-write-backs.js';
import { keyedLock } from './keyed-lock.js';
import type { Repair } from './repair.js';

/** The repairs of a whole row that is written back, best first. */
export function repairsOfStaleWriteBack(
  { read, write }: StaleWriteBack,
  source: Readonly<TSESLint.SourceCode>,
): Repair[] {
  const repairs = [keyedLock({ reads: [read], write }, source)];
  return repairs.filter((repair) => repair !== undefined);
}
