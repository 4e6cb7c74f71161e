import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import type { FunctionNode } from '../../flow/graph.js';
import { enclosingClass } from '../../syntax/enclosing.js';
import { isFunction, staticName, unwrap } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { functionOf } from './section.js';

/** A lock that is taken by some code, or by a function of this file that it calls. */
export interface Taking {
  readonly inner: LockUse;
  /** The call in the code itself. */
  readonly at: TSESTree.CallExpression;
  /** What the code calls a key that the called function has as a parameter. */
  readonly rename: (key: string) => string | undefined;
}

/** How many calls deep the code is followed. */
const MAX_DEPTH = 3;

export function takenInside(nodes: readonly TSESTree.Node[], model: FileModel): Taking[] {
  return takenIn(nodes, model, MAX_DEPTH, new Set());
}

function takenIn(
  nodes: readonly TSESTree.Node[],
  model: FileModel,
  depth: number,
  seen: Set<FunctionNode>,
): Taking[] {
  return nodes.flatMap((node): Taking[] => {
    if (node.type !== 'CallExpression') return [];
    const use = model.locks.at(node);
    if (use) return use.kind === 'release' ? [] : [{ inner: use, at: node, rename: (key) => key }];
    const fn = depth > 0 ? calledFunction(node, model) : undefined;
    if (!fn || seen.has(fn)) return [];
    const within = new Set([...seen, fn]);
    const body = [...walk(model.source, fn.body, isFunction)];
    return takenIn(body, model, depth - 1, within).map(({ inner, rename }) => ({
      inner,
      at: node,
      rename: (key) => renamed(rename(key), fn, node, model),
    }));
  });
}

/** A function of the file, or a method of the same object. */
function calledFunction(
  { callee }: TSESTree.CallExpression,
  model: FileModel,
): FunctionNode | undefined {
  const inner = unwrap(callee);
  if (inner.type === 'Identifier') return functionOf(inner, model);
  const isOwn = inner.type === 'MemberExpression' && inner.object.type === 'ThisExpression';
  if (!isOwn) return undefined;
  for (const member of enclosingClass(inner)?.body.body ?? []) {
    if (!('value' in member) || !('key' in member) || !isFunction(member.value)) continue;
    if (staticName(member as TSESTree.MethodDefinition) === staticName(inner)) return member.value;
  }
  return undefined;
}

/** The argument for a parameter; a literal as it is; what the function makes itself is unknown. */
function renamed(
  key: string | undefined,
  { params }: FunctionNode,
  call: TSESTree.CallExpression,
  { source }: FileModel,
): string | undefined {
  const index = params.findIndex((param) => param.type === 'Identifier' && param.name === key);
  const argument = call.arguments[index];
  if (argument) return source.getText(argument);
  return key !== undefined && /^(['"`][^$]*['"`]|this\.[\w.]+|[\d.]+)$/.test(key) ? key : undefined;
}
