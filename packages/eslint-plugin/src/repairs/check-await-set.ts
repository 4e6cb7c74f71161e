import type { TSESLint } from '@typescript-eslint/utils';

import type { CheckAwaitSet } from '../analyses/check-await-set.js';
import type { Repair } from './repair.js';

/** The repairs of a test whose outcome is set only after an `await`. */
export function repairsOfCheckAwaitSet(
  _race: CheckAwaitSet,
  _source: Readonly<TSESLint.SourceCode>,
): Repair[] {
  return [];
}
