import type { TSESTree } from '@typescript-eslint/utils';

import type { LockUse } from '../../effects/locks/lock-use.js';
import type { FileModel } from '../../effects/model.js';
import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { functionName } from '../../syntax/function-name.js';
import { isFunction, staticName, wrapped } from '../../syntax/node-shapes.js';

type Body = NonNullable<ReturnType<typeof enclosingFunction>> | TSESTree.Program;

/** A lock that a function takes by hand, and all that lets it go there. */
export interface TakenLock {
  readonly use: LockUse;
  /** The function that holds it, or the program. */
  readonly holder: Body;
  /** After this expression, or from the start of the holder, it is held. */
  readonly from: TSESTree.Node | 'start';
  readonly releases: ReadonlySet<TSESTree.Node>;
}

/** The locks that a function takes and has to let go itself; not those that it hands on. */
export function takenLocks(model: FileModel): TakenLock[] {
  return [...model.locks.all].flatMap((use) => {
    const place = use.kind === 'acquire' ? placeOf(use.node) : undefined;
    if (!place || isHandedOn(use, place.holder, model)) return [];
    return [{ ...place, use, releases: releasesOf(use, place.holder, model) }];
  });
}

/** Where the lock is held, unless whoever called gets it. */
function placeOf(call: TSESTree.CallExpression): Pick<TakenLock, 'holder' | 'from'> | undefined {
  let outer = wrapped(call);
  if (outer.parent?.type === 'AwaitExpression') outer = wrapped(outer.parent);
  const { parent } = outer;
  const holder = enclosingFunction(call) ?? programOf(call);
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.parent.kind.endsWith('using') ? undefined : { holder, from: outer };
    case 'AssignmentExpression':
      return /^(Identifier|ArrayPattern)$/.test(parent.left.type)
        ? { holder, from: outer }
        : undefined;
    case 'MemberExpression':
      return continuationOf(parent);
    case 'ExpressionStatement':
      // Of a promise that nobody waits for another rule tells.
      return outer.type === 'AwaitExpression' ? { holder, from: outer } : undefined;
    case 'IfStatement':
    case 'UnaryExpression':
      return { holder, from: outer };
    default:
      return undefined;
  }
}

/** `mutex.acquire().then((release) => …)` */
function continuationOf(
  member: TSESTree.MemberExpression,
): Pick<TakenLock, 'holder' | 'from'> | undefined {
  const call = member.parent;
  if (call.type !== 'CallExpression' || staticName(member) !== 'then') return undefined;
  const [fn] = call.arguments;
  return isFunction(fn) ? { holder: fn, from: 'start' } : undefined;
}

function programOf(node: TSESTree.Node): TSESTree.Program {
  let outer = node;
  while (outer.parent) outer = outer.parent;
  return outer;
}

/** Whether what taking gave leaves the holder, or another function is to let the lock go. */
function isHandedOn(use: LockUse, holder: Body, model: FileModel): boolean {
  const isElsewhere = (node: TSESTree.Node): boolean => ownerOf(node) !== holder;
  const isLetGoElsewhere = sameLockReleases(use, model).some((node) => {
    return isElsewhere(node) && isInside(node, holder);
  });
  return (
    isLetGoElsewhere ||
    releasersOf(use, model).some((guard) => {
      return guard.references.some(({ identifier, writeExpr }) => {
        if (writeExpr) return isElsewhere(identifier);
        return isElsewhere(identifier) || !isPlainUse(identifier, model);
      });
    })
  );
}

/** The part of what taking gave that lets the lock go, or all of it where nothing does. */
function releasersOf({ guards }: LockUse, { locks }: FileModel): LockUse['guards'] {
  const releasing = guards.filter(({ references }) => {
    return references.some(({ identifier: { parent } }) => {
      const call = parent.type === 'MemberExpression' ? parent.parent : parent;
      return call.type === 'CallExpression' && locks.at(call)?.kind === 'release';
    });
  });
  return releasing.length > 0 ? releasing : guards;
}

/** A call on what taking gave, a test of it, or handing it back to the lock. */
function isPlainUse(identifier: TSESTree.Node, model: FileModel): boolean {
  const { parent } = wrapped(identifier);
  switch (parent?.type) {
    case 'CallExpression':
      return parent.callee === identifier || model.locks.at(parent)?.kind === 'release';
    case 'MemberExpression':
    case 'IfStatement':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'ConditionalExpression':
      return true;
    default:
      return false;
  }
}

function releasesOf(use: LockUse, holder: Body, model: FileModel): Set<TSESTree.Node> {
  const own = [...sameLockReleases(use, model), ...helperCalls(use, model)];
  return new Set(own.filter((node) => ownerOf(node) === holder));
}

/** The calls that let the same lock go; those of another key are another lock's. */
function sameLockReleases(use: LockUse, { locks, source }: FileModel): TSESTree.Node[] {
  const keyOf = ({ key }: LockUse): string | undefined => key && source.getText(key);
  return [...locks.all].flatMap((other) => {
    if (other.kind !== 'release') return [];
    if (other.taken) return other.taken === use ? [other.node] : [];
    if (other.lock.id !== use.lock.id) return [];
    const isSameKey = !other.key || !use.key || keyOf(other) === keyOf(use);
    return isSameKey || isGuardGiven(other, use) ? [other.node] : [];
  });
}

function isGuardGiven({ node }: LockUse, { guards }: LockUse): boolean {
  return node.arguments.some((argument) => {
    return guards.some(({ references }) => references.some((at) => at.identifier === argument));
  });
}

/** Calls of functions of this file that let the lock go. */
function helperCalls(use: LockUse, model: FileModel): TSESTree.Node[] {
  const helpers = new Set(
    sameLockReleases(use, model).flatMap((node) => helperName(ownerOf(node)) ?? []),
  );
  if (helpers.size === 0) return [];
  return model.locks.calls.filter(({ callee }) => {
    const name = calleeName(callee);
    return name !== undefined && helpers.has(name);
  });
}

function helperName(owner: Body): string | undefined {
  return owner.type === 'Program' ? undefined : functionName(owner);
}

function calleeName(callee: TSESTree.Node): string | undefined {
  if (callee.type === 'Identifier') return callee.name;
  const isOwn = callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression';
  return isOwn ? staticName(callee) : undefined;
}

function ownerOf(node: TSESTree.Node): Body {
  return enclosingFunction(node) ?? programOf(node);
}
