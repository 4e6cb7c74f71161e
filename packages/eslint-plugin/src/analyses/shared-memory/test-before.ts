import type { TSESTree } from '@typescript-eslint/utils';
import { isFunction, statementsOf, unwrap, wrapped } from '../../syntax/node-shapes.js';
import { isInside } from '../../syntax/enclosing.js';
import type { Access } from './access.js';
import type { State, Test } from './race.js';

/** The test of the same cell that stands directly before the write, if there is one. */
export function testBefore(accesses: readonly Access[], access: Access): Test | undefined {
  const statement = statementOf(access.node);
  const previous = statement && previousStatement(statement);
  if (!statement) return undefined;
  const test = previous ? testOf(previous) : testAround(statement);
  const read = test && readIn(accesses, access, test.expression);
  if (!test || !read) return undefined;
  const state = stateAfter(test.expression, read, test.isTrue);
  return { ...test, read, state };
}

/** The statement that consists of the node. */
export function statementOf(node: TSESTree.Node): TSESTree.ExpressionStatement | undefined {
  const { parent } = wrapped(node);
  return parent?.type === 'ExpressionStatement' ? parent : undefined;
}

/** The statement before, declarations left out. */
export function previousStatement(statement: TSESTree.Statement): TSESTree.Statement | undefined {
  const list = listOf(statement);
  const before = list.slice(0, list.indexOf(statement));
  return before.findLast((node) => node.type !== 'VariableDeclaration');
}

export function listOf({ parent }: TSESTree.Node): readonly TSESTree.Statement[] {
  if (parent?.type === 'BlockStatement' || parent?.type === 'Program') return parent.body;
  return parent?.type === 'SwitchCase' ? parent.consequent : [];
}

interface Found {
  readonly form: Test['form'];
  readonly statement: TSESTree.Statement;
  readonly expression: TSESTree.Expression;
  /** What the test gave when the write comes. */
  readonly isTrue: boolean;
}

function testOf(statement: TSESTree.Statement): Found | undefined {
  switch (statement.type) {
    case 'WhileStatement':
    case 'DoWhileStatement':
      return { form: 'loop', statement, expression: statement.test, isTrue: false };
    case 'ForStatement':
      return statement.test
        ? { form: 'loop', statement, expression: statement.test, isTrue: false }
        : undefined;
    case 'IfStatement':
      return !statement.alternate && leaves(statement.consequent)
        ? { form: 'exit', statement, expression: statement.test, isTrue: false }
        : undefined;
    default:
      return undefined;
  }
}

/** A `throw` leaves too, but says that the test should never hold: it asserts, and claims nothing. */
function leaves(node: TSESTree.Statement): boolean {
  const last = statementsOf(node).at(-1);
  return /^(?:Return|Break|Continue)Statement$/.test(last?.type ?? '');
}

function testAround(statement: TSESTree.Statement): Found | undefined {
  const body = statement.parent.type === 'BlockStatement' ? statement.parent : statement;
  const { parent } = body;
  if (parent?.type !== 'IfStatement') return undefined;
  const isTrue = parent.consequent === body;
  return { form: 'around', statement: parent, expression: parent.test, isTrue };
}

function readIn(
  accesses: readonly Access[],
  { cell }: Access,
  expression: TSESTree.Expression,
): Access | undefined {
  return accesses.find(
    (access) =>
      (access.kind === 'plain-read' || access.kind === 'load') &&
      access.cell.key === cell.key &&
      isInside(access.node, expression),
  );
}

/** What is known of the cell when the test that holds the read gave `isTrue`. */
function stateAfter(test: TSESTree.Expression, { node }: Access, isTrue: boolean): State {
  const outer = wrapped(node);
  const { parent } = outer;
  if (parent?.type === 'BinaryExpression' && parent.left !== outer && parent.right !== outer) {
    return { relation: 'unknown', value: undefined, comparison: parent };
  }
  if (parent?.type === 'UnaryExpression' && parent.operator === '!') {
    return known(test, parent, undefined, isTrue);
  }
  const equality = parent?.type === 'BinaryExpression' ? EQUALITY.get(parent.operator) : undefined;
  if (parent?.type === 'BinaryExpression' && equality !== undefined) {
    const value = parent.left === outer ? parent.right : parent.left;
    return known(test, parent, value, equality === isTrue);
  }
  if (parent?.type === 'BinaryExpression') {
    return { relation: 'unknown', value: undefined, comparison: parent };
  }
  return known(test, outer, undefined, !isTrue);
}

const EQUALITY: ReadonlyMap<string, boolean> = new Map([
  ['===', true],
  ['==', true],
  ['!==', false],
  ['!=', false],
]);

/** A test with more than the comparison in it says nothing for sure. */
function known(
  test: TSESTree.Expression,
  comparison: TSESTree.Node,
  value: TSESTree.Node | undefined,
  is: boolean,
): State {
  const isWhole = unwrap(test) === comparison || isFunction(test);
  return { relation: isWhole ? (is ? 'is' : 'is-not') : 'unknown', value, comparison };
}
