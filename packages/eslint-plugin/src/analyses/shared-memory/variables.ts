import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, isFunction, staticName } from '../../syntax/node-shapes.js';
import { placesOf } from '../../syntax/variables.js';
import { callsOf } from './calls-of.js';
import { classInstance } from './class-fields.js';
import { annotatedValue } from './annotation.js';
import type { Evaluator } from './evaluate.js';
import { isMessageHandler } from './messages.js';
import { memberOf, prefer, saysShared, type Structure, type Value } from './value.js';

type Variable = TSESLint.Scope.Variable;

/** The best known of all values that a variable is given in the file. */
export function variableValue(evaluator: Evaluator, variable: Variable): Value | undefined {
  const defined = variable.defs.map((definition) => definedValue(evaluator, variable, definition));
  const written = placesOf(variable).map((place) => evaluator.evaluate(givenTo(place)));
  const value = [...defined, ...written].reduce(prefer, undefined);
  return value?.kind === 'structure' ? withMembersSet(evaluator, variable, value) : value;
}

function givenTo(target: TSESTree.Node): TSESTree.Node | undefined {
  const { parent } = target;
  const isTarget = parent?.type === 'AssignmentExpression' && parent.left === target;
  return isTarget ? parent.right : undefined;
}

/** An object, with what is assigned to members of its variable later. */
function withMembersSet(
  evaluator: Evaluator,
  variable: Variable,
  { member }: Structure,
): Structure {
  const members = placesOf(variable)
    .map(({ parent }) => parent)
    .filter((parent) => parent.type === 'MemberExpression');
  const setTo = (name: string): (Value | undefined)[] =>
    members
      .filter((target) => staticName(target) === name)
      .map((target) => evaluator.evaluate(givenTo(target)));
  return { kind: 'structure', member: (name) => setTo(name).reduce(prefer, member(name)) };
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
  const passed = callsOf(evaluator.facts, fn).map((call) =>
    evaluator.evaluate(call.arguments[index]),
  );
  const value = passed.reduce(prefer, undefined);
  if (value) return value;
  if (index === 0 && isMessageHandler(evaluator.facts, fn)) return evaluator.message();
  return saysShared(name) ? { kind: 'message', isNamedShared: true } : undefined;
}
