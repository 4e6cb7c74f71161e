import type { TSESTree } from '@typescript-eslint/utils';

import { lastName } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';
import type { Argument, BuiltCall } from './call-site.js';
import { fieldsOf, readField } from './fields.js';
import type { Builder } from './library.js';
import type { Operating } from './operating.js';
import { literalText, unknown, type Value } from './value.js';

/** That a statement works on the rows whose column has a value. */
export interface Condition {
  readonly column: string;
  readonly value: Value;
  readonly node: TSESTree.Node;
  /** Whether the column equals the value; else it is compared in another way. */
  readonly isEquality: boolean;
}

const EQUALS = /^={1,3}$|^is$/i;

/** Functions that compare a column, where a condition is an expression of calls. */
const COMPARING = /^(eq|ne|[gl]te?|(not)?([iI]nArray|[iI]?[lL]ike|[bB]etween))$/;

/** What a chain's calls say of the rows, as far as it can be told. */
export function builtConditions(at: Operating, builder: Builder): Condition[] {
  return (at.site.chain?.calls ?? []).flatMap((call) => {
    if (builder.whereId?.includes(call.name)) return idOf(call);
    if (builder.where.includes(call.name)) return conditionsOf(call, at);
    if (!builder.whereOther?.includes(call.name)) return [];
    return conditionsOf(call, at).map((part) => ({ ...part, isEquality: false }));
  });
}

function idOf({ args: [id] }: BuiltCall): Condition[] {
  return id ? [{ column: 'id', ...id, isEquality: true }] : [];
}

function conditionsOf({ args: [first, second, third] }: BuiltCall, at: Operating): Condition[] {
  if (!first) return [];
  const text = literalText(first.value.symbol);
  if (text === undefined) {
    return expressionOf(unwrap(first.node), at) ?? columnsOf(first, at);
  }
  if (/\s/.test(text)) return second ? fromText(text, second, at) : [];
  const compared = third ?? second;
  if (!compared) return [];
  const isEquality = !third || EQUALS.test(literalText(second?.value.symbol) ?? '');
  return [{ column: columnOf(text), ...compared, isEquality }];
}

/** `{ id, name }` */
function columnsOf({ value, node }: Argument, { state }: Operating): Condition[] {
  return fieldsOf(value, state).map((field) => ({
    column: columnOf(field.path),
    value: field.value,
    node: field.node.type === 'Property' ? field.node.value : node,
    isEquality: true,
  }));
}

/** `eq(users.id, id)`, `and(eq(…), gt(…))` */
export function expressionOf(node: TSESTree.Node, at: Operating): Condition[] | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const name = lastName(node.callee);
  if (name === 'and') {
    return node.arguments.flatMap((argument) => expressionOf(unwrap(argument), at) ?? []);
  }
  if (name === undefined || !COMPARING.test(name)) return undefined;
  const [left, right] = node.arguments;
  const column = left && lastName(left);
  if (column === undefined || !right) return undefined;
  const value = at.frame.values.get(right) ?? unknown;
  return [{ column, value, node: right, isEquality: name === 'eq' }];
}

/** `where('user.id = :id', { id })` */
function fromText(text: string, parameters: Argument, { frame, state }: Operating): Condition[] {
  const parts = [...text.matchAll(/(\w+)\s*(=|[<>]=?|!=)\s*[:@$](\w+)/g)];
  return parts.map(([, column = '', operator, name]) => ({
    column,
    value: readField(parameters.value, name, parameters.node, frame, state),
    node: parameters.node,
    isEquality: operator === '=',
  }));
}

/** `id` of `users.id` */
function columnOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
