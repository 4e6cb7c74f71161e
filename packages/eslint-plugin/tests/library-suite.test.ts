import { describe, expect, test } from 'vitest';
import type { LockOperation } from '../src/effects/locks/lock-library.js';
import type { Operation } from '../src/effects/operation.js';
import { libraries } from '../src/libraries/index.js';
import { lockLibraries } from '../src/libraries/locks/index.js';
import { allFixtures } from './harness/fixture.js';
import { operationsUsed, type OperationsUsed } from './harness/operations-used.js';
import type { Verdict } from './harness/verdicts.js';

const fixtures = allFixtures();

/** What every library promises: each of its operations is seen in a race, and where there is none. */
describe.each([...libraries, ...lockLibraries])('$name', ({ name, operations }) => {
  const own = fixtures.filter((fixture) => fixture.name.startsWith(`libraries/${name}/`));
  const used = operationsUsed(own);

  test.each(['race', 'ok'] as const)('every operation has an `_%s` fixture', (verdict) => {
    expect(without(verdict, operations, used)).toEqual([]);
  });
});

function without(
  verdict: Verdict,
  operations: readonly (Operation | LockOperation)[],
  used: OperationsUsed,
): string[] {
  return operations.filter((each) => !used.get(each)?.has(verdict)).map(nameOf);
}

function nameOf({ kind, method, ...rest }: Operation | LockOperation): string {
  const on = 'on' in rest ? ` on ${rest.on}` : '';
  return `${kind} ${method instanceof RegExp ? String(method) : [method].flat().join('/')}${on}`;
}
