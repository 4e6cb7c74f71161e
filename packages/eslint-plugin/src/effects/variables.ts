import type { TSESTree } from '@typescript-eslint/utils';

import type { AbstractObject, Origin } from './abstract-object.js';
import { recordWrite } from './record-write.js';
import { derivationsOf, ownDerivations } from './fields.js';
import type { Frame } from './frame.js';
import { isAwaited } from './invoke.js';
import { isListMethod } from './list-methods.js';
import {
  initializerOf,
  isConstant,
  isImport,
  isModuleLevel,
  isParameter,
  isRequired,
} from './scopes.js';
import type { State, Variable } from './state.js';
import { joinValues, unknown, valueOf, type Value } from './value.js';

/** Parameters of these names belong to one request. */
const REQUEST_NAMES = /^(req|request|res|response|reply|ctx|context|next|socket|event)$/i;

const COLLECTION = /^(Map|Set|WeakMap|WeakSet|Array|Object)$/;

/** The value of an identifier where it is evaluated. */
export function readVariable(node: TSESTree.Identifier, frame: Frame, state: State): Value {
  const variable = frame.run.scopes.variableOf(node);
  if (!variable || variable.defs.length === 0) return globalValue(node, frame);
  const isShared = isSharedHere(variable, frame);
  const known = (isShared ? state.sharedVariables : state.variables).get(variable);
  if (known && !isShared) return known;
  const value = outsideValue(variable, node, frame, state);
  return known
    ? joinValues({ ...known, symbol: undefined }, { ...value, symbol: undefined })
    : value;
}

const GLOBALS = /^(globalThis|global|window|self|process)$/;

/** The host's own objects are one for all code. */
function globalValue(node: TSESTree.Identifier, frame: Frame): Value {
  const symbol = node.name;
  if (!GLOBALS.test(symbol)) return valueOf({ symbol });
  const { arena, source } = frame.run;
  const object = arena.object(source.ast, `global ${symbol}`, () => ({
    origin: 'shared',
    name: symbol,
    resource: {
      kind: 'memory',
      model: undefined,
      key: undefined,
      identity: unknown,
      library: undefined,
    },
  }));
  return valueOf({ symbol, places: new Set([arena.place(object, '', false)]) });
}

/** What a variable holds that was not assigned on the way here. */
function outsideValue(
  variable: Variable,
  node: TSESTree.Identifier,
  frame: Frame,
  state: State,
): Value {
  const { arena, scopes } = frame.run;
  const fn = scopes.functionOf(variable);
  const object = objectOfVariable(variable, frame);
  const isScalar = object.origin === 'shared' && !isConstant(variable);
  return valueOf({
    functions: fn ? new Set([fn]) : unknown.functions,
    places: new Set([arena.place(object, '', false)]),
    derivations: isScalar ? derivationsOf(object, '', node, frame, state) : unknown.derivations,
    symbol: symbolOf(variable),
  });
}

export function symbolOf(variable: Variable): string {
  const [first] = variable.identifiers;
  return first ? `${variable.name}#${first.range[0]}` : variable.name;
}

/** The object that stands for what a variable holds before the code in sight changes it. */
function objectOfVariable(variable: Variable, frame: Frame): AbstractObject {
  const node = variable.identifiers[0] ?? variable.scope.block;
  return frame.run.arena.object(node, 'variable', () => ({
    origin: originOf(variable, frame),
    name: variable.name,
    resource: {
      kind: isParameter(variable) ? 'stored' : 'memory',
      model: undefined,
      key: undefined,
      identity: unknown,
      library: undefined,
    },
  }));
}

function originOf(variable: Variable, frame: Frame): Origin {
  if (isImport(variable) || isRequired(variable)) return 'handle';
  if (variable.defs[0]?.type === 'ClassName') return 'class';
  if (isParameter(variable)) return REQUEST_NAMES.test(variable.name) ? 'request' : 'unknown';
  const isReachable = isSharedHere(variable, frame) || isModuleLevel(variable);
  return isReachable || isCaptured(variable, frame) ? 'shared' : 'unknown';
}

/** Whether a function that is no longer running made the data, and its inner functions share it. */
function isCaptured(variable: Variable, frame: Frame): boolean {
  const home = variable.scope.variableScope.block;
  for (let at: Frame | undefined = frame; at; at = at.caller)
    if (at.function === home) return false;
  const init = initializerOf(variable);
  const isCollection =
    init?.type === 'NewExpression' &&
    init.callee.type === 'Identifier' &&
    COLLECTION.test(init.callee.name);
  return isCollection || init?.type === 'ObjectExpression' || init?.type === 'ArrayExpression';
}

/** Whether other work can write to the variable while this function is suspended. */
export function isSharedHere(variable: Variable, frame: Frame): boolean {
  if (isConstant(variable)) return false;
  if (isModuleLevel(variable)) return true;
  return frame.run.scopes.isShared(variable);
}

/** Assigns to an identifier; other work sees it where the variable is shared. */
export function writeVariable(
  node: TSESTree.Identifier,
  value: Value,
  source: TSESTree.Node,
  frame: Frame,
  state: State,
): void {
  const variable = frame.run.scopes.variableOf(node);
  if (!variable) return;
  const isShared = isSharedHere(variable, frame);
  (isShared ? state.sharedVariables : state.variables).set(variable, value);
  const isDeclaration = variable.defs.some((definition) => definition.name === node);
  if (isDeclaration || !isShared) return;
  const object = objectOfVariable(variable, frame);
  recordWrite(
    {
      node: source,
      kind: 'memory',
      resource: object.resource as NonNullable<AbstractObject['resource']>,
      evidence: 'shape',
      object,
      fields: [
        {
          path: '',
          node: source,
          value: { ...value, derivations: ownDerivations(value, state) },
          how: 'assign',
        },
      ],
      concurrent: isShareable(variable, frame),
    },
    frame,
    state,
  );
}

/** Whether another run of the code that writes may hold the variable's old value. */
function isShareable(variable: Variable, frame: Frame): boolean {
  const home = variable.scope.variableScope.block;
  for (let at: Frame | undefined = frame; at && at.function !== home; at = at.caller) {
    if (at.repeated) return true;
  }
  return frame.function === home && isWrittenByCallback(variable);
}

/** Whether a callback that somebody else was given writes to the variable: it may run meanwhile. */
function isWrittenByCallback({ references, scope }: Variable): boolean {
  return references.some((reference) => {
    const writer = reference.from.variableScope.block;
    if (!reference.isWrite() || writer === scope.variableScope.block) return false;
    const { parent } = writer;
    const isGiven = parent?.type === 'CallExpression' && parent.callee !== writer;
    return isGiven && !isListMethod(parent) && !isAwaited(parent);
  });
}
