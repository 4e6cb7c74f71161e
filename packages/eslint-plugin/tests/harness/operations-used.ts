import type { TSESTree } from '@typescript-eslint/utils';
import { vi, type MockResult } from 'vitest';
import { LibraryIndex } from '../../src/effects/library-index.js';
import { LockIndex } from '../../src/effects/locks/lock-index.js';
import type { LockOperation } from '../../src/effects/locks/lock-library.js';
import type { Operation } from '../../src/effects/operation.js';
import type { Fixture } from './fixture.js';
import { lint } from './lint.js';
import { judgedFunctions, type Verdict } from './verdicts.js';

/** By operation: the verdicts of the fixture functions in which a call was taken for it. */
export type OperationsUsed = ReadonlyMap<Operation | LockOperation, ReadonlySet<Verdict>>;

/** What the analysis itself takes each call of the fixtures for, whatever their text looks like. */
export function operationsUsed(fixtures: readonly Fixture[]): OperationsUsed {
  const used = new Map<Operation | LockOperation, Set<Verdict>>();
  for (const fixture of fixtures) {
    const judged = judgedFunctions(fixture.text, fixture.filename);
    for (const { operation, node } of recorded(fixture)) {
      const line = node.loc.start.line;
      const around = judged.filter(
        ({ startLine, endLine }) => startLine <= line && line <= endLine,
      );
      const verdicts = used.get(operation) ?? new Set();
      used.set(operation, verdicts);
      for (const { verdict } of around) verdicts.add(verdict);
    }
  }
  return used;
}

interface Recorded {
  readonly operation: Operation | LockOperation;
  readonly node: TSESTree.Node;
}

function recorded(fixture: Fixture): Recorded[] {
  const match = vi.spyOn(LibraryIndex.prototype, 'match');
  const at = vi.spyOn(LockIndex.prototype, 'at');
  lint(fixture.text, fixture);
  const matched = match.mock.calls.map(([{ node }], i) => {
    return { node, use: returned(match.mock.results[i]) };
  });
  const used = at.mock.calls.map(([node], i) => ({ node, use: returned(at.mock.results[i]) }));
  match.mockRestore();
  at.mockRestore();
  return [...matched, ...used].flatMap(({ node, use }) => {
    return typeof use === 'object' ? [{ operation: use.operation, node }] : [];
  });
}

function returned<T>(result: MockResult<T> | undefined): T | undefined {
  return result?.type === 'return' ? result.value : undefined;
}
