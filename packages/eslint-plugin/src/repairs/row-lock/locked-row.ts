import type { TSESLint } from '@typescript-eslint/utils';

import type { Span } from '../keyed-lock/keyed-lock.js';
import { newTransaction } from './new-transaction.js';
import type { Repair } from '../repair.js';
import { rowLock } from './row-lock.js';

/** A row lock from the read to the write: in the transaction that reaches so far, or in a new one. */
export function lockedRow(span: Span, source: Readonly<TSESLint.SourceCode>): Repair | undefined {
  return rowLock(span, source) ?? newTransaction(span, source);
}
