import type { TSESTree } from '@typescript-eslint/utils';

import { importedAs } from '../effects/locks/imported-as.js';
import type { FileModel } from '../effects/model.js';
import { isModuleLevel } from '../effects/scopes.js';
import { enclosingFunction } from '../syntax/enclosing.js';
import { memberPath } from '../syntax/member-path.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { nodesOfType } from '../syntax/walk.js';

/** A `WATCH` with its `MULTI`, in one function, on one client. */
export interface Watch {
  readonly call: TSESTree.CallExpression;
  readonly client: string;
  /** Whether the whole program uses the client, so that others end the watch. */
  readonly isShared: boolean;
}

const watches = new WeakMap<FileModel, readonly Watch[]>();

export function watchesIn(model: FileModel): readonly Watch[] {
  const known = watches.get(model) ?? findWatches(model);
  watches.set(model, known);
  return known;
}

/** Whether a watch in the same function begins before the node: a change in between fails loudly. */
export function isWatched(node: TSESTree.Node, model: FileModel): boolean {
  const fn = enclosingFunction(node);
  return watchesIn(model).some(({ call }) => {
    return call.range[0] < node.range[0] && enclosingFunction(call) === fn;
  });
}

function findWatches(model: FileModel): Watch[] {
  const { source } = model;
  if (!/\.watch\s*\(/.test(source.text) || !/\.multi\s*\(/.test(source.text)) return [];
  const calls = nodesOfType(source, 'CallExpression');
  const multis = calls.filter((call) => methodOf(call) === 'multi');
  return calls.flatMap((call): Watch[] => {
    const client = methodOf(call) === 'watch' ? clientOf(call) : undefined;
    const isTransaction = multis.some((multi) => {
      return clientOf(multi) === client && enclosingFunction(multi) === enclosingFunction(call);
    });
    if (client === undefined || !isTransaction || !enclosingFunction(call)) return [];
    return [{ call, client, isShared: isSharedClient(call, client, model) }];
  });
}

function methodOf({ callee }: TSESTree.CallExpression): string | undefined {
  return callee.type === 'MemberExpression' ? staticName(callee) : undefined;
}

function clientOf({ callee }: TSESTree.CallExpression): string | undefined {
  return callee.type === 'MemberExpression' ? memberPath(callee.object)?.join('.') : undefined;
}

function isSharedClient(
  { callee }: TSESTree.CallExpression,
  client: string,
  { scopes }: FileModel,
): boolean {
  const object = callee.type === 'MemberExpression' ? unwrap(callee.object) : undefined;
  if (client.startsWith('this.')) return true;
  const variable = object?.type === 'Identifier' ? scopes.variableOf(object) : undefined;
  return variable !== undefined && (isModuleLevel(variable) || importedAs(variable) !== undefined);
}
