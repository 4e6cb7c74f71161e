import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Claim } from '../../analyses/shared-memory/race.js';
import { statementOf } from '../../analyses/shared-memory/test-before.js';
import { removeStatement, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { wrapped } from '../../syntax/node-shapes.js';
import { isConstantHere, placeText } from './atomic-operation.js';
import type { Cure } from './cure.js';
import { isSoleStatement } from './sole-statement.js';
import { takeAtomically } from './take-atomically.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `compareExchange` or `exchange` in the test, in place of the write behind it: the one thread that
 * sees the expected value has made the change.
 */
export function claimAtomically(source: SourceCode, race: Claim): Cure | undefined {
  const { access } = race;
  const write = statementOf(access.node);
  if (access.kind === 'update') return takeAtomically(source, race, race.test);
  if (!access.value || !write) return undefined;
  if (!isConstantHere(source, access.value)) return undefined;
  const swap = swapText(source, race, access.value);
  const edits = swap && editsFor(source, race, write, swap);
  return edits && { label: `Use Atomics.${swap.method}`, edits };
}

function editsFor(
  source: SourceCode,
  race: Claim,
  write: TSESTree.ExpressionStatement,
  swap: Swap,
): TextEdit[] | undefined {
  if (isSoleStatement(race.test.statement, write)) {
    const end = source.getLastToken(write)?.value === ';' ? ';' : '';
    return [replaceNode(race.test.statement, swap.text + end)];
  }
  if (!isDirectlyBehind(race, write)) return undefined;
  return [testEdit(race, swap.text), removeStatement(source, write)];
}

interface Swap {
  readonly method: 'compareExchange' | 'exchange';
  readonly text: string;
}

function swapText(
  source: SourceCode,
  { access, test: { state } }: Claim,
  value: TSESTree.Node,
): Swap | undefined {
  const place = placeText(source, access.cell);
  const stored = source.getText(value);
  if (state.relation === 'is-not') {
    return { method: 'exchange', text: `Atomics.exchange(${place}, ${stored})` };
  }
  if (state.relation !== 'is' || (state.value && !isConstantHere(source, state.value))) {
    return undefined;
  }
  if (!state.value && access.cell.value?.array.startsWith('Big')) return undefined;
  const expected = state.value ? source.getText(state.value) : '0';
  return {
    method: 'compareExchange',
    text: `Atomics.compareExchange(${place}, ${expected}, ${stored})`,
  };
}

/** The comparison with the swap in place of the read. */
function testEdit({ test: { state, read } }: Claim, swap: string): TextEdit {
  if (state.value) return replaceNode(wrapped(read.node), swap);
  const isZero = state.comparison.type === 'UnaryExpression';
  return replaceNode(state.comparison, `${swap} ${isZero ? '===' : '!=='} 0`);
}

/** Whether nothing stands between the test and the write. */
function isDirectlyBehind({ test }: Claim, write: TSESTree.Statement): boolean {
  const { parent } = write;
  if (!('body' in parent) || !Array.isArray(parent.body)) return false;
  const body = parent.body as readonly TSESTree.Node[];
  const before = body[body.indexOf(write) - 1];
  return test.form === 'around' ? before === undefined : before === test.statement;
}
