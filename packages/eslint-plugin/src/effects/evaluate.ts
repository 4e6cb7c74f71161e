import type { TSESTree } from '@typescript-eslint/utils';

import { isFunction, staticName, unwrap } from '../syntax/node-shapes.js';
import { assign } from './assign.js';
import { evaluateCall } from './evaluate-call.js';
import { deepDerivations, readField, setPath, SPREAD } from './fields.js';
import type { Frame } from './frame.js';
import type { State } from './state.js';
import { derivedFrom, joinAll, joinValues, unknown, valueOf, type Value } from './value.js';
import { readVariable } from './variables.js';

/** The value of an expression whose operands have been evaluated. */
export function evaluate(node: TSESTree.Node, frame: Frame, state: State): Value {
  const of = (operand: TSESTree.Node): Value => operandValue(operand, frame, state);
  switch (node.type) {
    case 'Literal':
      return valueOf({
        symbol: typeof node.value === 'string' ? JSON.stringify(node.value) : node.raw,
      });
    case 'Identifier':
      return readVariable(node, frame, state);
    case 'ThisExpression':
      return frame.self;
    case 'MemberExpression':
      return readField(of(node.object), memberName(node, frame), node, frame, state);
    case 'TemplateLiteral':
      return templateValue(node, node.expressions.map(of));
    case 'BinaryExpression':
      return binaryValue(node, [of(node.left), of(node.right)]);
    case 'UnaryExpression':
      return unaryValue(node, of(node.argument));
    case 'LogicalExpression':
      return logicalValue(node, of(node.left), of(node.right));
    case 'ConditionalExpression':
      return conditionalValue(node, of);
    case 'AssignmentExpression':
      return evaluateAssignment(node, frame, state);
    case 'UpdateExpression':
      return evaluateUpdate(node, frame, state);
    case 'AwaitExpression':
      return of(node.argument);
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      return evaluateCall(node, frame, state);
    case 'ArrayExpression':
      return arrayValue(node, frame, state);
    case 'ObjectExpression':
      return objectValue(node, frame, state);
    case 'SequenceExpression':
      return of(node.expressions.at(-1) ?? node);
    case 'ChainExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
      return of(node.expression);
    case 'SpreadElement':
      return of(node.argument);
    default:
      return isFunction(node) ? valueOf({ functions: new Set([node]) }) : unknown;
  }
}

/** The value of an operand; functions and simple names have no step of their own. */
export function operandValue(node: TSESTree.Node, frame: Frame, state: State): Value {
  const known = frame.values.get(node);
  if (known) return known;
  if (isFunction(node)) return valueOf({ functions: new Set([node]) });
  return node.type === 'Identifier' ? readVariable(node, frame, state) : unknown;
}

/** The static name of a member, or the symbol of a computed one in brackets. */
export function memberName(node: TSESTree.MemberExpression, frame: Frame): string | undefined {
  const name = staticName(node);
  if (name !== undefined) return name;
  const symbol = frame.values.get(node.property)?.symbol;
  return symbol === undefined ? undefined : `[${symbol}]`;
}

function evaluateAssignment(
  node: TSESTree.AssignmentExpression,
  frame: Frame,
  state: State,
): Value {
  const right = operandValue(node.right, frame, state);
  if (node.operator === '=') {
    assign(node.left, { value: right, node, how: 'assign' }, frame, state);
    return right;
  }
  const old = frame.values.get(node.left) ?? unknown;
  // A logical assignment writes the right side or nothing: the old value decides, and is not written.
  const isLogical = /^(\|\||&&|\?\?)=$/.test(node.operator);
  const value = isLogical ? right : derivedFrom([old, right]);
  assign(node.left, { value, node, how: 'assign' }, frame, state);
  return isLogical ? joinValues(right, derivedFrom([old])) : value;
}

function evaluateUpdate(node: TSESTree.UpdateExpression, frame: Frame, state: State): Value {
  const value = derivedFrom([frame.values.get(node.argument) ?? unknown]);
  assign(node.argument, { value, node, how: 'assign' }, frame, state);
  return value;
}

function templateValue(node: TSESTree.TemplateLiteral, parts: readonly Value[]): Value {
  const symbols = parts.map((part) => part.symbol);
  const isConversion = parts.length === 1 && node.quasis.every(({ value }) => value.raw === '');
  if (isConversion) return derivedFrom(parts, symbols[0]);
  const known = symbols.every((symbol) => symbol !== undefined);
  const text = node.quasis.map((quasi, at) => quasi.value.raw + (symbols[at] ?? '')).join('|');
  return derivedFrom(parts, known ? `\`${text}\`` : undefined);
}

function logicalValue({ operator }: TSESTree.LogicalExpression, left: Value, right: Value): Value {
  const known = left.symbol !== undefined && right.symbol !== undefined;
  const symbol = known ? `(${left.symbol}${operator}${right.symbol})` : undefined;
  return { ...joinValues(left, right), symbol };
}

/** `+id` is the same row as `id`, as `Number(id)` is. */
function unaryValue({ operator }: TSESTree.UnaryExpression, argument: Value): Value {
  const { symbol } = argument;
  return derivedFrom([argument], symbol && (operator === '+' ? symbol : `${operator}${symbol}`));
}

function binaryValue(node: TSESTree.BinaryExpression, parts: readonly [Value, Value]): Value {
  const [left, right] = parts.map((part) => part.symbol);
  const known = left !== undefined && right !== undefined;
  return derivedFrom(parts, known ? `(${left}${node.operator}${right})` : undefined);
}

/** A value chosen by a test derives from what the test derives from, unless it is one or nothing new. */
function conditionalValue(
  { test, consequent, alternate }: TSESTree.ConditionalExpression,
  of: (operand: TSESTree.Node) => Value,
): Value {
  const [left, right] = [of(consequent), of(alternate)];
  const symbols = [of(test), left, right].map((value) => value.symbol);
  const isKnown = left.symbol !== right.symbol && symbols.every((symbol) => symbol !== undefined);
  const joined = joinValues(left, right);
  const chosen = isKnown ? { ...joined, symbol: `(${symbols.join('?')})` } : joined;
  // Stores leave a column alone that is given `undefined`.
  if ([consequent, alternate].some(isUndefined)) return chosen;
  return { ...chosen, derivations: derivedFrom([chosen, of(test)]).derivations };
}

function isUndefined(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'Identifier' && inner.name === 'undefined';
}

function arrayValue(node: TSESTree.ArrayExpression, frame: Frame, state: State): Value {
  const object = literalObject(node, frame);
  state.settings.delete(object);
  node.elements.forEach((element, index) => {
    if (!element) return;
    const value = operandValue(element, frame, state);
    const isSpread = element.type === 'SpreadElement';
    setPath(state, object, isSpread ? SPREAD : String(index), {
      value: isSpread ? spreadValue(value, state) : value,
      node: element,
      how: isSpread ? 'spread' : 'assign',
      certain: !isSpread,
    });
  });
  return valueOf({ places: new Set([frame.run.arena.place(object, '', false)]) });
}

function objectValue(node: TSESTree.ObjectExpression, frame: Frame, state: State): Value {
  const object = literalObject(node, frame);
  state.settings.delete(object);
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      spreadInto(object, property, frame, state);
      continue;
    }
    const name = staticName(property) ?? `[${frame.values.get(property.key)?.symbol ?? '*'}]`;
    const value = operandValue(property.value, frame, state);
    setPath(state, object, name, { value, node: property, how: 'assign', certain: true });
  }
  return valueOf({ places: new Set([frame.run.arena.place(object, '', false)]) });
}

function literalObject(node: TSESTree.Node, frame: Frame) {
  return frame.run.arena.object(node, frame.context, () => ({ origin: 'literal', name: '' }));
}

/** What was set on the spread value goes over by name; the rest of a resource as a whole. */
function spreadInto(
  object: ReturnType<typeof literalObject>,
  node: TSESTree.SpreadElement,
  frame: Frame,
  state: State,
): void {
  const value = operandValue(spreadPart(node.argument), frame, state);
  const whole = joinAll([...value.places].map((place) => spreadPlace(place, node, frame, state)));
  const derivations = derivedFrom([value, whole]).derivations;
  if (derivations.size > 0 || value.symbol !== undefined) {
    const setting = { node, how: 'spread', certain: false } as const;
    const { symbol } = value;
    setPath(state, object, SPREAD, { ...setting, value: valueOf({ derivations, symbol }) });
  }
  for (const place of value.places) {
    for (const [path, setting] of state.settings.get(place.object) ?? []) {
      if (place.path === '') setPath(state, object, path, setting);
    }
  }
}

/** `{ a }` of `test && { a }`: a test that fails leaves nothing to spread. */
function spreadPart(argument: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(argument);
  const isTest = inner.type === 'LogicalExpression' && inner.operator === '&&';
  return isTest ? spreadPart(inner.right) : argument;
}

function spreadPlace(
  place: Value['places'] extends ReadonlySet<infer P> ? P : never,
  node: TSESTree.Node,
  frame: Frame,
  state: State,
): Value {
  const single = valueOf({ places: new Set([place]) });
  const stored = place.object.origin === 'stored' || place.path !== '';
  return stored ? derivedFrom([readField(single, '', node, frame, state)]) : unknown;
}

function spreadValue(value: Value, state: State): Value {
  return valueOf({ derivations: deepDerivations(value, state) });
}
