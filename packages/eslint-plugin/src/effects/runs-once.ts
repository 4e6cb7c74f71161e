import type { FunctionNode } from '../flow/graph.js';
import type { enclosingFunction } from '../syntax/enclosing.js';
import { ancestors } from '../syntax/enclosing.js';
import { isFunction, isLoop, wrapped } from '../syntax/node-shapes.js';
import type { Scopes } from './scopes.js';

/** Whether the function is called where it is written: `(async () => { … })()`. */
export function isImmediate(fn: FunctionNode): boolean {
  const outer = wrapped(fn);
  const { parent } = outer;
  return parent?.type === 'CallExpression' && parent.callee === outer;
}

/** Whether one run of the function is all there ever is: the program calls it, once, by its name. */
export function runsOnce(fn: FunctionNode, scopes: Scopes): boolean {
  if (isImmediate(fn)) return isOfProgram(fn);
  const name = fn.type === 'FunctionDeclaration' ? fn.id : variableOf(fn);
  const variable = name && scopes.variableOf(name);
  const uses = variable?.references.filter((reference) => reference.isRead()) ?? [];
  const [only] = uses;
  if (!only || uses.length > 1 || fn.parent.type.startsWith('Export')) return false;
  const { identifier } = only;
  const isCall =
    identifier.parent.type === 'CallExpression' && identifier.parent.callee === identifier;
  return isCall && isOfProgram(identifier);
}

function variableOf(fn: FunctionNode) {
  const { parent } = fn;
  const isNamed = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier';
  const isExported = parent.parent?.parent?.type.startsWith('Export') ?? false;
  return isNamed && !isExported ? parent.id : undefined;
}

/** Whether the program itself runs the node, once. */
function isOfProgram(node: Parameters<typeof enclosingFunction>[0]): boolean {
  for (const outer of ancestors(node)) {
    if (isLoop(outer) || (isFunction(outer) && !isImmediate(outer))) return false;
  }
  return true;
}
