import type { TSESTree } from '@typescript-eslint/utils';

import type { Library } from '../../effects/library.js';
import type { Match } from '../../effects/library-index.js';
import type { FileModel } from '../../effects/model.js';
import type { Variable } from '../../effects/state.js';
import type { FunctionNode } from '../../flow/graph.js';
import { isInside } from '../../syntax/enclosing.js';
import { isFunction, unwrap } from '../../syntax/node-shapes.js';
import { isRelevant, type Scope } from '../relevant-writes.js';
import type { IneffectiveLock } from './ineffective-lock.js';

/** Writes in the callback of a transaction that do not run in it, for they do not name it. */
export function findUnpassedHandles(model: FileModel, scope: Scope): IneffectiveLock[] {
  if (!isRelevant(model, scope)) return [];
  return [...model.matches].flatMap(([node, match]) => {
    const fn = match.operation.kind === 'transaction' ? callbackOf(node) : undefined;
    return fn ? unpassedIn(fn, match, model) : [];
  });
}

function callbackOf(node: TSESTree.Node): FunctionNode | undefined {
  const args = node.type === 'CallExpression' ? node.arguments : [];
  return args.map(unwrap).find(isFunction);
}

function unpassedIn(fn: FunctionNode, { library }: Match, model: FileModel): IneffectiveLock[] {
  const [param] = fn.params;
  const variable = param?.type === 'Identifier' ? model.scopes.variableOf(param) : undefined;
  if (!variable) return [];
  const handles = withDerived(variable, fn, library, model);
  const names = (node: TSESTree.Node): boolean => handles.some((each) => isNamedIn(each, node));
  const inside = [...model.matches].filter(([node, match]) => {
    return isInside(node, fn) && node !== fn.parent && match.library === library;
  });
  const passed = inside.flatMap(([node]) => (names(node) ? [node] : []));
  if (passed.length === 0) return [];
  // `increment(1)` within a statement that names it is a part of that statement.
  const missing = inside.filter(([node, match]) => {
    return isWrite(node, match, model) && !passed.some((whole) => isInside(node, whole));
  });
  return missing.map(([node]) => ({ kind: 'handleNotPassed', node, name: variable.name }));
}

/** The handle, and what the callback makes of it: `const users = manager.getRepository(User)`. */
function withDerived(
  handle: Variable,
  fn: FunctionNode,
  library: Library,
  { scopes, matches }: FileModel,
): Variable[] {
  const handles = [handle];
  for (const { identifiers, defs } of scopes.variablesIn(fn)) {
    const [name] = identifiers;
    const init = defs[0]?.type === 'Variable' ? defs[0].node.init : undefined;
    const variable = name && scopes.variableOf(name);
    if (!init || !variable || !handles.some((each) => isNamedIn(each, init))) continue;
    // Where each call names its transaction, a row does not remember the one it was read in.
    const isRow = library.rowLock?.needs !== undefined && matches.has(awaited(init));
    if (!isRow) handles.push(variable);
  }
  return handles;
}

function awaited(node: TSESTree.Node): TSESTree.Node {
  const inner = unwrap(node);
  return inner.type === 'AwaitExpression' ? unwrap(inner.argument) : inner;
}

function isNamedIn({ references }: Variable, node: TSESTree.Node): boolean {
  return references.some(({ identifier }) => isInside(identifier, node));
}

/** What writes by a model or a connection; an entity may remember its transaction. */
function isWrite(node: TSESTree.Node, { operation, library }: Match, model: FileModel): boolean {
  if (!/^(update|create|put|persist|atomic)$/.test(operation.kind)) return false;
  // A bare function makes a part of a statement.
  if (operation.on === 'function') return false;
  if (operation.on === 'entity') {
    // Whatever else has such a method is no row.
    const isRow = model.writes.some(
      (write) => write.node === node && write.object?.read !== undefined,
    );
    return isRow && library.rowLock?.needs !== undefined;
  }
  return library.packages.length > 0;
}
