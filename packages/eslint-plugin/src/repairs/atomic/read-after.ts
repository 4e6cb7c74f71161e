import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { ancestors, enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { isFunction, isLoop, staticName, unwrap } from '../../syntax/node-shapes.js';
import { variableOf } from '../../syntax/variables.js';
import type { FunctionNode } from '../../syntax/node-shapes.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Variable = TSESLint.Scope.Variable;

/**
 * Whether code that may run after `statement` uses the field of the entity, or the entity as a
 * whole. One that other names may stand for is taken to be used.
 */
export function isReadAfter(
  entity: TSESTree.Node,
  field: string,
  statement: TSESTree.Node,
  read: TSESTree.Node,
  source: SourceCode,
): boolean {
  const inner = unwrap(entity);
  const variable = inner.type === 'Identifier' ? variableOf(source, inner) : undefined;
  const names = variable && namesOf(variable, read, source);
  if (!names) return true;
  return names.some((name) => isUsedAfter(name, name === variable ? field : undefined, statement));
}

function isUsedAfter(
  variable: Variable,
  field: string | undefined,
  statement: TSESTree.Node,
): boolean {
  const home = enclosingFunction(statement);
  const loop = outermostLoop(statement, variable);
  return variable.references.some(({ identifier, init }) => {
    if (init || isInside(identifier, statement)) return false;
    if (field !== undefined && isOtherField(identifier, field)) return false;
    if (field !== undefined && isHandedOn(identifier)) return true;
    const isElsewhere = enclosingFunction(identifier) !== home;
    const isRepeated = loop !== undefined && isInside(identifier, loop) && !isChange(identifier);
    // What the statement itself runs in, as `rows` of `rows.map(…)`, is no later use.
    const isAround = isInside(statement, callAround(identifier));
    if (field === undefined && isAround) return false;
    return isElsewhere || isRepeated || identifier.range[0] > statement.range[1];
  });
}

/** Whether the identifier stands in `entity.other`, which says nothing of the field. */
function isOtherField(node: TSESTree.Node, field: string): boolean {
  const { parent } = node;
  if (parent?.type !== 'MemberExpression' || parent.object !== node || parent.computed)
    return false;
  const isCalled = parent.parent.type === 'CallExpression' && parent.parent.callee === parent;
  return !isCalled && staticName(parent) !== field;
}

/** Whether the whole entity goes where another name may stand for it. */
export function isHandedOn(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== node;
    case 'AssignmentExpression':
      return parent.right === node;
    case 'VariableDeclarator':
      return parent.init === node && parent.id.type === 'Identifier';
    case 'Property':
      return parent.value === node;
    case 'ArrayExpression':
    case 'SpreadElement':
      return true;
    default:
      return false;
  }
}

/** Whether the identifier is the object of `entity.field += …`. */
function isChange(node: TSESTree.Node): boolean {
  const change = node.parent?.parent;
  return change?.type === 'AssignmentExpression' || change?.type === 'UpdateExpression';
}

function callAround(node: TSESTree.Node): TSESTree.Node {
  const { parent } = node;
  const isObject = parent?.type === 'MemberExpression' && parent.object === node;
  if (isObject && parent.parent.type === 'CallExpression') return parent.parent;
  return parent?.type === 'ForOfStatement' ? parent : node;
}

/** All variables that hold the entity or its list, or nothing where others may. */
function namesOf(
  variable: Variable,
  read: TSESTree.Node,
  source: SourceCode,
): Variable[] | undefined {
  const [definition] = variable.defs;
  if (variable.defs.length !== 1 || !definition) return undefined;
  if (definition.type === 'Parameter') {
    return isFunction(definition.node)
      ? namesOfElement(variable, definition.node, read, source)
      : undefined;
  }
  if (definition.type !== 'Variable') return undefined;
  const declaration = definition.node.parent;
  const loop = declaration?.parent;
  if (loop?.type === 'ForOfStatement' && loop.left === declaration) {
    return withList(variable, loop.right, read, source);
  }
  return isTheRead(definition.node.init, read) ? [variable] : undefined;
}

/** `rows.map((row) => …)`, `find(…).then((row) => …)`, or `find(…, (error, row) => …)`. */
function namesOfElement(
  variable: Variable,
  fn: FunctionNode,
  read: TSESTree.Node,
  source: SourceCode,
): Variable[] | undefined {
  const call = fn.parent;
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  if (call === read) return [variable];
  return withList(variable, call.callee.object, read, source);
}

function withList(
  variable: Variable,
  list: TSESTree.Node,
  read: TSESTree.Node,
  source: SourceCode,
): Variable[] | undefined {
  if (isTheRead(list, read)) return [variable];
  const inner = unwrap(list);
  const holder = inner.type === 'Identifier' ? variableOf(source, inner) : undefined;
  const definition = holder?.defs[0];
  const isHeld = definition?.type === 'Variable' && isTheRead(definition.node.init, read);
  return holder && isHeld ? [variable, holder] : undefined;
}

/** The variable of the entity, where nothing else holds what the read gave. */
export function soleNameOf(
  entity: TSESTree.Node,
  read: TSESTree.Node,
  source: SourceCode,
): Variable | undefined {
  const inner = unwrap(entity);
  const variable = inner.type === 'Identifier' ? variableOf(source, inner) : undefined;
  const names = variable && namesOf(variable, read, source);
  return names?.length === 1 ? variable : undefined;
}

function isTheRead(node: TSESTree.Node | null, read: TSESTree.Node): boolean {
  const inner = node && unwrap(node);
  return inner?.type === 'AwaitExpression' ? unwrap(inner.argument) === read : inner === read;
}

/** The outermost loop around the statement that the variable outlives. */
function outermostLoop(statement: TSESTree.Node, variable: Variable): TSESTree.Node | undefined {
  const loops = [...ancestors(statement)].filter(isLoop);
  return loops
    .reverse()
    .find((loop) => variable.identifiers.every((identifier) => !isInside(identifier, loop)));
}
