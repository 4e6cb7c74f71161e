import type { TSESLint } from '@typescript-eslint/utils';

import type { CheckAwaitSet } from '../analyses/check-await-set.js';
import { targetOf } from '../analyses/memory-target.js';
import { isSetOnce } from './memory/memory-place.js';
import { runOnce } from './memory/run-once.js';
import { forgetFirst, setFirst } from './memory/set-first.js';
import type { Repair } from './repair.js';
import { storePromise } from './memory/store-promise.js';

/** The repairs of a test whose outcome is set only after an `await`, best first. */
export function repairsOfCheckAwaitSet(
  race: CheckAwaitSet,
  source: Readonly<TSESLint.SourceCode>,
): Repair[] {
  const repairs =
    race.harm === 'passed'
      ? [setFirst(race, source), isLeftSet(race, source) ? runOnce(race, source) : undefined]
      : race.harm === 'dropped'
        ? [forgetFirst(race, source)]
        : [runOnce(race, source), storePromise(race, source)];
  return repairs.filter((repair) => repair !== undefined);
}

/** Whether the file never takes the mark back: who comes later need not come again. */
function isLeftSet({ write }: CheckAwaitSet, source: Readonly<TSESLint.SourceCode>): boolean {
  return (
    write.node.type === 'AssignmentExpression' && isSetOnce(targetOf(write), write.node, source)
  );
}
