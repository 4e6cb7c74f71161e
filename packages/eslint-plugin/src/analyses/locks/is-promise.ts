import type { TSESTree } from '@typescript-eslint/utils';

import type { FileModel } from '../../effects/model.js';
import { isParameter } from '../../effects/scopes.js';
import { typeEvidence } from '../../effects/type-evidence.js';
import { enclosingClass } from '../../syntax/enclosing.js';
import { memberPath } from '../../syntax/member-path.js';
import { isFunction, staticName, unwrap } from '../../syntax/node-shapes.js';
import { functionOf } from './section.js';

/** Whether the call gives a promise, as far as this file and the host's types tell. */
export function isPromise(call: TSESTree.CallExpression, model: FileModel): boolean {
  // Whoever catches its errors has said that nobody waits.
  if (isCaught(call)) return false;
  const types = typeEvidence(model.source)?.typeNamesOf(call);
  if (types && types.length > 0) return types.some(({ name }) => /^Promise(Like)?$/.test(name));
  return (
    isChained(call) ||
    startsForEach(call) ||
    isAsyncCallee(call.callee, model) ||
    isAsyncParameter(call.callee, model) ||
    isStoreCall(call, model)
  );
}

/** `load().catch(report)`, `load().then(use, report)` */
function isCaught({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  const method = callee.type === 'MemberExpression' ? staticName(callee) : undefined;
  return method === 'catch' || (method === 'then' && args.length > 1);
}

/** `load().then(use)`, without a handler that says that nobody waits. */
function isChained({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  const path = memberPath(callee);
  if (path?.[0] === 'Promise') return /^(all|allSettled|any|race)$/.test(path[1] ?? '');
  return callee.type === 'MemberExpression' && staticName(callee) === 'then' && args.length === 1;
}

/** `rows.forEach(async (row) => …)`: nobody can wait for what it starts. */
function startsForEach({ callee, arguments: args }: TSESTree.CallExpression): boolean {
  const [first] = args;
  const isEach = callee.type === 'MemberExpression' && staticName(callee) === 'forEach';
  return isEach && isFunction(first) && first.async;
}

function isAsyncCallee(callee: TSESTree.Node, model: FileModel): boolean {
  const inner = unwrap(callee);
  if (inner.type === 'Identifier') {
    const fn = functionOf(inner, model);
    return fn ? givesPromise(fn) : isDeclaredAsync(inner, model);
  }
  if (inner.type !== 'MemberExpression' || inner.object.type !== 'ThisExpression') return false;
  const owner = enclosingClass(inner);
  const method = owner?.body.body.find((member) => {
    return (
      'value' in member && 'key' in member && staticName(member as never) === staticName(inner)
    );
  });
  return (
    method !== undefined &&
    'value' in method &&
    isFunction(method.value) &&
    givesPromise(method.value)
  );
}

function givesPromise({ async, generator, returnType }: Returning): boolean {
  if (async) return !generator;
  return returnType ? namesPromise(returnType.typeAnnotation) : false;
}

interface Returning {
  readonly async: boolean;
  readonly generator: boolean;
  /** The parser of Flow says `null` where there is none. */
  readonly returnType?: TSESTree.TSTypeAnnotation | null | undefined;
}

/** `declare function f(): Promise<void>` */
function isDeclaredAsync(callee: TSESTree.Identifier, { scopes }: FileModel): boolean {
  const node = scopes.variableOf(callee)?.defs[0]?.node;
  return node?.type === 'TSDeclareFunction' && givesPromise(node);
}

/** A function that the caller gives, of which nothing says that it is synchronous. */
function isAsyncParameter(callee: TSESTree.Node, { scopes }: FileModel): boolean {
  const inner = unwrap(callee);
  const variable = inner.type === 'Identifier' ? scopes.variableOf(inner) : undefined;
  const name = variable?.defs[0]?.name;
  if (!variable || !isParameter(variable) || name?.type !== 'Identifier') return false;
  const type = name.typeAnnotation?.typeAnnotation;
  if (!type) return WORK.test(variable.name);
  const returned = type.type === 'TSFunctionType' ? type.returnType?.typeAnnotation : undefined;
  return returned !== undefined && !SYNCHRONOUS.test(returned.type);
}

const WORK = /^(task|work|job|fn|func|handler|action|operation|criticalSection)$/;
const SYNCHRONOUS =
  /^TS(Void|Undefined|Never|String|Number|Boolean|Null|BigInt|Literal|Object)(Keyword|Type)$/;

function namesPromise(type: TSESTree.TypeNode): boolean {
  if (type.type === 'TSUnionType') return type.types.some(namesPromise);
  return (
    type.type === 'TSTypeReference' &&
    type.typeName.type === 'Identifier' &&
    /^Promise(Like)?$/.test(type.typeName.name)
  );
}

/** A write to a store of a library that is known. */
function isStoreCall(call: TSESTree.CallExpression, { writes }: FileModel): boolean {
  return writes.some(({ node, kind, library }) => {
    return (
      node === call && kind !== 'memory' && library !== undefined && library.packages.length > 0
    );
  });
}
