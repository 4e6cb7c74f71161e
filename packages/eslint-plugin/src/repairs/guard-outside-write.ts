import type { TSESLint } from '@typescript-eslint/utils';

import type { GuardOutsideWrite } from '../analyses/guards-outside-write.js';
import { keyedLock } from './keyed-lock.js';
import type { Repair } from './repair.js';

/** The repairs of a test whose write does not carry it, best first. */
export function repairsOfGuardOutsideWrite(
  { derivation, write }: GuardOutsideWrite,
  source: Readonly<TSESLint.SourceCode>,
): Repair[] {
  const repairs = [keyedLock({ reads: [derivation.read], write }, source)];
  return repairs.filter((repair) => repair !== undefined);
}
