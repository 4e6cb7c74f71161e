import type { TSESLint } from '@typescript-eslint/utils';

import type { GuardOutsideWrite } from '../analyses/guards-outside-write.js';
import { conditionInSave } from './conditions/condition-in-save.js';
import { guardInWrite } from './conditions/condition-in-write.js';
import { keyedLock, type Span } from './keyed-lock/keyed-lock.js';
import { lockedRow } from './row-lock/locked-row.js';
import type { Repair } from './repair.js';

/** The repairs of a test whose write does not carry it, best first. */
export function repairsOfGuardOutsideWrite(
  { derivation, write, field }: GuardOutsideWrite,
  source: Readonly<TSESLint.SourceCode>,
): Repair[] {
  const span: Span = { reads: [derivation.read], write };
  const race = field && { derivation, write, field };
  const condition = race && (guardInWrite(race, source) ?? conditionInSave(race, source));
  const repairs = [condition, lockedRow(span, source), keyedLock(span, source)];
  return repairs.filter((repair) => repair !== undefined);
}
