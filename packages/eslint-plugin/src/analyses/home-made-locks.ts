import type { TSESTree } from '@typescript-eslint/utils';

import { initializerOf } from '../effects/scopes.js';
import type { FileModel } from '../effects/model.js';
import { enclosingFunction } from '../syntax/enclosing.js';
import { memberPath } from '../syntax/member-path.js';
import { staticName, unwrap, wrapped } from '../syntax/node-shapes.js';

const LOOKS = /^(has|get|exists|getItem|getAsync|existsAsync|access|pathExists|existsSync)$/;
const TAKES = /^(set|put|setItem|setAsync|setex|setEx|psetex|save|writeFile|writeFileSync)$/;
/** Options with which the store itself decides who gets it. */
const DECIDES = /\bNX\b|\bnx\b|onlyIf|ifNotExists|ifAbsent|\bwx\b|'wx|"wx|IfMatch|ifNoneMatch/i;
const LOCK = /(^|[^bc])lock(?!ed|s?creen|file\.json)|mutex|semaphore/i;

/** A key that says "locked" in a store, looked at first and then set: two callers find it free. */
export interface HomeMadeLock {
  readonly look: TSESTree.CallExpression;
  readonly take: TSESTree.CallExpression;
  readonly key: TSESTree.Node;
}

const found = new WeakMap<FileModel, readonly HomeMadeLock[]>();

export function homeMadeLocks(model: FileModel): readonly HomeMadeLock[] {
  const known = found.get(model) ?? findHomeMadeLocks(model);
  found.set(model, known);
  return known;
}

function findHomeMadeLocks(model: FileModel): HomeMadeLock[] {
  const { calls } = model.locks;
  const looks = calls.filter((call) => LOOKS.test(nameOf(call)) && isWaited(call));
  return calls.flatMap((take): HomeMadeLock[] => {
    const [key] = take.arguments;
    if (!key || !TAKES.test(nameOf(take)) || !isLockKey(key, model)) return [];
    if (asksStore(take, model)) return [];
    const look = looks.find((call) => isSameKey(call, take, model));
    return look ? [{ look, take, key }] : [];
  });
}

/** Whether the store itself decides who gets the key. */
export function asksStore(call: TSESTree.Node, { source }: FileModel): boolean {
  const args = call.type === 'CallExpression' ? call.arguments.slice(1) : [];
  return args.some((argument) => DECIDES.test(source.getText(argument)));
}

function nameOf({ callee }: TSESTree.CallExpression): string {
  const inner = unwrap(callee);
  if (inner.type === 'Identifier') return inner.name;
  return inner.type === 'MemberExpression' ? (staticName(inner) ?? '') : '';
}

/** What answers at once leaves nobody time, but for a file, which is for other processes. */
function isWaited(call: TSESTree.CallExpression): boolean {
  return wrapped(call).parent?.type === 'AwaitExpression' || /Sync$/.test(nameOf(call));
}

/** A key that is called a lock, by its name or its text. */
function isLockKey(key: TSESTree.Node, { scopes, source }: FileModel): boolean {
  const node = unwrap(key);
  if (node.type !== 'Identifier') return LOCK.test(source.getText(node));
  const variable = scopes.variableOf(node);
  const init = variable && initializerOf(variable);
  return LOCK.test(node.name) || (init !== undefined && LOCK.test(source.getText(init)));
}

/** Whether the same key of the same store is looked at before, in the same function. */
function isSameKey(
  look: TSESTree.CallExpression,
  take: TSESTree.CallExpression,
  { source }: FileModel,
): boolean {
  const [key, other] = [look.arguments[0], take.arguments[0]];
  if (!key || !other || source.getText(key) !== source.getText(other)) return false;
  if (look.range[0] > take.range[0] || enclosingFunction(look) !== enclosingFunction(take)) {
    return false;
  }
  return storeOf(look) === storeOf(take);
}

function storeOf({ callee }: TSESTree.CallExpression): string | undefined {
  return callee.type === 'MemberExpression' ? memberPath(callee.object)?.join('.') : '';
}
