import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, isFunction, staticName } from '../../syntax/node-shapes.js';
import { placesOf, variableOf } from '../../syntax/variables.js';
import { classInstance } from './class-fields.js';
import { annotatedValue } from './annotation.js';
import type { Evaluator } from './evaluate.js';
import { isMessageHandler } from './messages.js';
import { memberOf, MESSAGE, prefer, saysShared, type Value } from './value.js';

type Variable = TSESLint.Scope.Variable;

/** The best known of all values that a variable is given in the file. */
export function variableValue(evaluator: Evaluator, variable: Variable): Value | undefined {
  const defined = variable.defs.map((definition) => definedValue(evaluator, variable, definition));
  const written = placesOf(variable).map((place) =>
    place.parent.type === 'AssignmentExpression' && place.parent.left === place
      ? evaluator.evaluate(place.parent.right)
      : undefined,
  );
  return [...defined, ...written].reduce(prefer, undefined);
}

function definedValue(
  evaluator: Evaluator,
  { name }: Variable,
  { type, node }: TSESLint.Scope.Definition,
): Value | undefined {
  if (node.type === 'VariableDeclarator') {
    return at(evaluator, node.id, name, () => evaluator.evaluate(node.init));
  }
  if (type === 'Parameter' && isFunction(node)) {
    for (const [i, param] of node.params.entries()) {
      const value = at(evaluator, param, name, () => parameterValue(evaluator, node, i, name));
      if (value) return value;
    }
  }
  if (node.type === 'ClassDeclaration') {
    return evaluator.once(node, () => classInstance(evaluator, node));
  }
  const isWorkerData = node.type === 'ImportSpecifier' && node.local.name === 'workerData';
  return isWorkerData ? evaluator.workerData() : undefined;
}

/** The value at the place in a pattern where the name is bound. */
function at(
  evaluator: Evaluator,
  pattern: TSESTree.Node,
  name: string,
  whole: () => Value | undefined,
): Value | undefined {
  switch (pattern.type) {
    case 'Identifier':
      if (pattern.name !== name) return undefined;
      return annotated(evaluator, pattern) ?? whole();
    case 'AssignmentPattern':
      return at(evaluator, pattern.left, name, whole);
    case 'TSParameterProperty':
      return at(evaluator, pattern.parameter, name, whole);
    case 'ObjectPattern':
      return inObject(evaluator, pattern, name, () => annotated(evaluator, pattern) ?? whole());
    case 'ArrayPattern':
      return inArray(evaluator, pattern, name, () => annotated(evaluator, pattern) ?? whole());
    default:
      return undefined;
  }
}

function inObject(
  evaluator: Evaluator,
  pattern: TSESTree.ObjectPattern,
  name: string,
  whole: () => Value | undefined,
): Value | undefined {
  for (const property of pattern.properties) {
    if (property.type !== 'Property') continue;
    const key = staticName(property) ?? '';
    const value = at(
      evaluator,
      property.value,
      name,
      () => memberOf(whole(), key) ?? (key === 'workerData' ? evaluator.workerData() : undefined),
    );
    if (value) return value;
  }
  return undefined;
}

function inArray(
  evaluator: Evaluator,
  pattern: TSESTree.ArrayPattern,
  name: string,
  whole: () => Value | undefined,
): Value | undefined {
  for (const [i, element] of pattern.elements.entries()) {
    const value = element && at(evaluator, element, name, () => memberOf(whole(), String(i)));
    if (value) return value;
  }
  return undefined;
}

function annotated(
  { source }: Evaluator,
  node: TSESTree.ArrayPattern | TSESTree.Identifier | TSESTree.ObjectPattern,
): Value | undefined {
  return annotatedValue(source, node.typeAnnotation?.typeAnnotation);
}

/** What the calls of the file pass, else what comes in a message, else what the name says. */
function parameterValue(
  evaluator: Evaluator,
  fn: FunctionNode,
  index: number,
  name: string,
): Value | undefined {
  const passed = callsOf(evaluator, fn).map((call) => evaluator.evaluate(call.arguments[index]));
  const value = passed.reduce(prefer, undefined);
  if (value) return value;
  if (index === 0 && isMessageHandler(evaluator.facts, fn)) return MESSAGE;
  return saysShared(name) ? { kind: 'message', isNamedShared: true } : undefined;
}

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

function callsOf({ source }: Evaluator, fn: FunctionNode): Call[] {
  const named = calledAs(fn);
  const places = named ? placesOf(variableOf(source, named)) : [];
  return places.map((place) => callOf(place)).filter((call) => call !== undefined);
}

function callOf(callee: TSESTree.Identifier): Call | undefined {
  const { parent } = callee;
  const isCall = parent.type === 'CallExpression' || parent.type === 'NewExpression';
  return isCall && parent.callee === callee ? parent : undefined;
}

/** The name by which the file calls the function: its own, or its class's for a constructor. */
function calledAs(fn: FunctionNode): TSESTree.Identifier | undefined {
  if (fn.type === 'FunctionDeclaration') return fn.id ?? undefined;
  const { parent } = fn;
  if (parent.type === 'VariableDeclarator') {
    return parent.id.type === 'Identifier' ? parent.id : undefined;
  }
  const isConstructor = parent.type === 'MethodDefinition' && parent.kind === 'constructor';
  return isConstructor ? (parent.parent.parent.id ?? undefined) : undefined;
}
