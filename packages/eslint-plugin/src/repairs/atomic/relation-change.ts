import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import { enclosingStatement } from '../../syntax/enclosing.js';
import { lastName, memberPath } from '../../syntax/member-path.js';
import { isFunction, staticName, unwrap } from '../../syntax/node-shapes.js';
import { variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import { isSettledBefore } from '../keyed-lock/region-variables.js';
import { namedBy } from './written-sum.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** What is put into a list of related rows, or taken out of it. */
export interface RelationChange {
  /** The list's name in the entity that is saved. */
  readonly path: string;
  readonly method: 'add' | 'remove';
  /** Source of a stored row, of its id, or of a list of these. */
  readonly items: string;
  /** The statement that changes the list in memory. */
  readonly statement: TSESTree.Statement;
}

/** How the only column that the save writes, a list of rows, is changed on every way to it. */
export function relationChange(
  { write, field }: Race,
  entity: TSESTree.Node,
  source: SourceCode,
): RelationChange | undefined {
  if (write.fields.some(({ path }) => path !== field.path)) return undefined;
  // What the read gave holds the entity: `user.roles` of `account` is `roles` of `account.user`.
  const path = field.path
    .split('.')
    .slice((memberPath(entity)?.length ?? 1) - 1)
    .join('.');
  const list = `${source.getText(entity)}.${path}`;
  const changes = [...new Set(write.fields.map(({ node }) => node))].map((node) => {
    return { node, ...changeBy(node, list, source) };
  });
  const [first, ...others] = changes.filter(({ node }) => !isOfMissing(node, list, source));
  if (!first?.items || !first.method || others.length > 0) return undefined;
  if (changes.some(({ items }) => items !== first.items && items !== '')) return undefined;
  const statement = outOfTest(statementOf(first.node), list, source);
  const isOnEveryWay =
    statement.parent === enclosingStatement(write.node).parent &&
    statement.range[1] <= write.node.range[0];
  const { method, items } = first;
  return isOnEveryWay
    ? { path, method, items, statement: statement as TSESTree.Statement }
    : undefined;
}

type Change = Pick<RelationChange, 'method' | 'items'>;

function changeBy(
  node: TSESTree.Node,
  list: string,
  source: SourceCode,
): Partial<Change> | undefined {
  const inner = unwrap(node);
  if (inner.type === 'CallExpression') {
    if (!isMethodOf(inner, list, 'push', source)) return undefined;
    return added(inner.arguments, source);
  }
  if (inner.type !== 'AssignmentExpression' || source.getText(inner.left) !== list)
    return undefined;
  const value = unwrap(namedBy(unwrap(inner.right), source)?.init ?? inner.right);
  if (value.type === 'ArrayExpression') return addedBy(value, list, source);
  if (value.type !== 'CallExpression') return undefined;
  if (isMethodOf(value, list, 'concat', source)) return added(value.arguments.map(spread), source);
  return isMethodOf(value, list, 'filter', source) ? removed(value, source) : undefined;
}

function isMethodOf(
  { callee }: TSESTree.CallExpression,
  list: string,
  name: string,
  source: SourceCode,
): boolean {
  return (
    callee.type === 'MemberExpression' &&
    staticName(callee) === name &&
    source.getText(unwrap(callee.object)) === list
  );
}

/** `[...list, item]`, and `[item]` where there was no list. */
function addedBy(
  { elements }: TSESTree.ArrayExpression,
  list: string,
  source: SourceCode,
): Partial<Change> | undefined {
  if (elements.length === 0) return { method: 'add', items: '' };
  const [first] = elements;
  const isList = first?.type === 'SpreadElement' && source.getText(first.argument) === list;
  return added(isList ? elements.slice(1) : elements, source);
}

/** A list is put in as a whole. */
interface Spread {
  readonly all: TSESTree.Node;
}

function spread(node: TSESTree.Node): Spread {
  return { all: node };
}

function added(
  parts: readonly (TSESTree.Node | Spread | null)[],
  source: SourceCode,
): Change | undefined {
  const texts = parts.map((part) => {
    if (!part) return undefined;
    if ('all' in part || part.type === 'SpreadElement') {
      const all = 'all' in part ? part.all : part.argument;
      return isLoaded(all, source) && parts.length === 1 ? source.getText(all) : undefined;
    }
    return storedItem(part, source);
  });
  if (texts.length === 0 || texts.some((text) => text === undefined)) return undefined;
  return { method: 'add', items: texts.length === 1 ? (texts[0] ?? '') : `[${texts.join(', ')}]` };
}

/** A row that is in the store already; of one that is built from its id, the id. */
function storedItem(node: TSESTree.Node, source: SourceCode): string | undefined {
  const inner = unwrap(node);
  const made =
    inner.type === 'CallExpression' && lastName(inner.callee) === 'create'
      ? inner.arguments[0]
      : inner;
  if (made?.type !== 'ObjectExpression') {
    return isLoaded(inner, source) ? source.getText(inner) : undefined;
  }
  const [id, more] = made.properties;
  return id?.type === 'Property' && staticName(id) === 'id' && !more
    ? source.getText(id.value)
    : undefined;
}

/** Whether the variable was waited for; a row that is made here has no id yet. */
function isLoaded(node: TSESTree.Node, source: SourceCode): boolean {
  const inner = unwrap(node);
  const variable = inner.type === 'Identifier' ? variableOf(source, inner) : undefined;
  const definition = variable?.defs[0];
  if (definition?.type !== 'Variable' || definition.parent.kind !== 'const') return false;
  return definition.node.init?.type === 'AwaitExpression';
}

/** `id` of `list.filter((each) => each.id !== id)`, `ids` of `!ids.includes(each.id)`. */
function removed({ arguments: [fn] }: TSESTree.CallExpression, source: SourceCode) {
  if (!isFunction(fn) || fn.params.length !== 1) return undefined;
  const [each] = fn.params;
  const test = unwrap(fn.body);
  if (each?.type !== 'Identifier') return undefined;
  const id = `${each.name}.id`;
  const items = keptTest(test, id, source);
  const isOther = items && [...walk(source, items)].every((node) => !isNamed(node, each.name));
  return isOther && isSettledBefore(items, [], source)
    ? { method: 'remove' as const, items: source.getText(items) }
    : undefined;
}

function isNamed(node: TSESTree.Node, name: string): boolean {
  return node.type === 'Identifier' && node.name === name;
}

function keptTest(test: TSESTree.Node, id: string, source: SourceCode): TSESTree.Node | undefined {
  if (test.type === 'BinaryExpression' && /^!==?$/.test(test.operator)) {
    const { left, right } = test;
    if (source.getText(left) === id) return right;
    return source.getText(right) === id ? left : undefined;
  }
  const call = test.type === 'UnaryExpression' && test.operator === '!' ? test.argument : undefined;
  if (call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const [argument, more] = call.arguments;
  const isOfList = staticName(call.callee) === 'includes' && !more;
  return isOfList && argument && source.getText(argument) === id ? call.callee.object : undefined;
}

/** Whether the change is made where there was no list, which the read has always loaded. */
function isOfMissing(node: TSESTree.Node, list: string, source: SourceCode): boolean {
  const inner = unwrap(node);
  if (inner.type !== 'AssignmentExpression') return false;
  if (inner.operator === '??=' || inner.operator === '||=') return true;
  const check = testAround(statementOf(node));
  const isElse = check && outOfTest(statementOf(node), list, source) === check;
  const test = check && unwrap(check.test);
  const isNegated = test?.type === 'UnaryExpression' && test.operator === '!';
  const branch = isNegated ? check?.consequent : check?.alternate;
  return Boolean(isElse && branch && isWithin(node, branch));
}

function isWithin(node: TSESTree.Node, { range }: TSESTree.Node): boolean {
  return range[0] <= node.range[0] && node.range[1] <= range[1];
}

/** The statement that the change is, also as the only one of a branch. */
function statementOf(node: TSESTree.Node): TSESTree.Node {
  return node.parent?.type === 'ExpressionStatement' ? node.parent : node;
}

function testAround({ parent }: TSESTree.Node): TSESTree.IfStatement | undefined {
  const outer = parent?.type === 'BlockStatement' ? parent.parent : parent;
  return outer?.type === 'IfStatement' ? outer : undefined;
}

/** The `if` around that only asks whether there is a list, or else the statement itself. */
function outOfTest(statement: TSESTree.Node, list: string, source: SourceCode): TSESTree.Node {
  const check = testAround(statement);
  const asked = [list, `Array.isArray(${list})`];
  const isAsked = check && asked.includes(source.getText(check.test).replace(/^!/, ''));
  return isAsked ? check : statement;
}
