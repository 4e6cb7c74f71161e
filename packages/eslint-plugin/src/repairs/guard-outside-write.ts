import type { TSESLint } from '@typescript-eslint/utils';

import type { GuardOutsideWrite } from '../analyses/guards-outside-write.js';
import { keyedLock, type Span } from './keyed-lock.js';
import type { Repair } from './repair.js';
import { rowLock } from './row-lock.js';

/** The repairs of a test whose write does not carry it, best first. */
export function repairsOfGuardOutsideWrite(
  { derivation, write }: GuardOutsideWrite,
  source: Readonly<TSESLint.SourceCode>,
): Repair[] {
  const span: Span = { reads: [derivation.read], write };
  const repairs = [rowLock(span, source), keyedLock(span, source)];
  return repairs.filter((repair) => repair !== undefined);
}
