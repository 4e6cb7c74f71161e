import type { TSESTree } from '@typescript-eslint/utils';

import type { NestedLock } from '../../analyses/locks/nested-locks.js';
import type { FileModel } from '../../effects/model.js';
import { insertAfter, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingClass, enclosingFunction } from '../../syntax/enclosing.js';
import { functionName } from '../../syntax/function-name.js';
import { freeName } from '../../syntax/names.js';
import { staticName, unwrap, type FunctionNode } from '../../syntax/node-shapes.js';
import { indentOf, reindent, styleOf } from '../../syntax/style.js';
import { takesNothing } from './drop-inner-lock.js';

type SourceCode = FileModel['source'];

/** A function that does nothing but run a callback under the lock, and where it is called. */
interface LockedFunction {
  readonly fn: FunctionNode;
  readonly name: string;
  readonly call: TSESTree.CallExpression;
  readonly callback: TSESTree.Node;
}

/** Splits what a function does under the lock from taking it, and calls the part without the lock. */
export function unlockedVariant(found: NestedLock, { source }: FileModel): TextEdit[] | undefined {
  const locked = lockedFunctionOf(found, source);
  if (!locked) return undefined;
  const { call, callback } = locked;
  if (callback.type === 'Identifier') {
    const isPlain = takesNothing(callback, source) && call.arguments.length === 0;
    return isPlain ? [replaceNode(call, `${callback.name}()`)] : undefined;
  }
  return split(locked, source);
}

function lockedFunctionOf(
  { at, inner }: NestedLock,
  source: SourceCode,
): LockedFunction | undefined {
  const fn = enclosingFunction(inner.node);
  const name = fn && functionName(fn);
  const callback = inner.callback && unwrap(inner.callback);
  const isKnown = fn && name !== undefined && callback && at.type === 'CallExpression';
  if (!isKnown || !isOnlyDoing(fn, inner.node)) return undefined;
  // Called through another function, it is that one whose lock is too many.
  return calledName(at, source) === name ? { fn, name, call: at, callback } : undefined;
}

function isOnlyDoing({ body }: FunctionNode, call: TSESTree.Node): boolean {
  const [only] = body.type === 'BlockStatement' ? body.body : [];
  const whole =
    body.type !== 'BlockStatement'
      ? body
      : only?.type === 'ReturnStatement'
        ? only.argument
        : only?.type === 'ExpressionStatement'
          ? only.expression
          : undefined;
  if (!whole || (body.type === 'BlockStatement' && body.body.length !== 1)) return false;
  const inner = unwrap(whole);
  return (inner.type === 'AwaitExpression' ? unwrap(inner.argument) : inner) === call;
}

function calledName({ callee }: TSESTree.CallExpression, source: SourceCode): string | undefined {
  const inner = unwrap(callee);
  if (inner.type === 'Identifier') return inner.name;
  const isOwn = inner.type === 'MemberExpression' && source.getText(inner.object) === 'this';
  return isOwn ? staticName(inner) : undefined;
}

function split(locked: LockedFunction, source: SourceCode): TextEdit[] | undefined {
  const { fn, name, call, callback } = locked;
  const params = fn.params.map((param) => (param.type === 'Identifier' ? param.name : undefined));
  const isSimple =
    callback.type === 'ArrowFunctionExpression' &&
    callback.params.length === 0 &&
    params.every((param) => param !== undefined);
  const known = isSimple ? calleeFor(params, callback) : undefined;
  if (known) return [replaceNode(call.callee, source.getText(known))];
  const owner = ownerOf(fn);
  const indent = owner ? indentOf(source, owner) : '';
  const body = isSimple ? bodyText(callback, indent, source) : undefined;
  if (!isSimple || !owner || body === undefined) return undefined;
  const { eol } = styleOf(source);
  const isMethod = owner.type === 'MethodDefinition';
  const plain = name.replace(/^#/, '');
  const own = isMethod
    ? `#${freeMember(owner, `${plain}Unlocked`)}`
    : freeName(source, source.ast, `${plain}Unlocked`);
  const [prefix, head] = isMethod ? ['this.', ''] : ['', 'function '];
  const signature = `${callback.async ? 'async ' : ''}${head}${own}(${textOf(fn.params, source)})`;
  // What takes the lock gives a promise even of what gives none.
  const returns = fn.returnType && callback.async ? source.getText(fn.returnType) : '';
  return [
    replaceNode(callback, `() => ${prefix}${own}(${params.join(', ')})`),
    replaceNode(call.callee, prefix + own),
    insertAfter(owner, `${eol}${eol}${indent}${signature}${returns} ${body}`),
  ];
}

/** What is called with the parameters, where the callback does nothing else. */
function calleeFor(
  params: readonly (string | undefined)[],
  { body }: TSESTree.ArrowFunctionExpression,
): TSESTree.Node | undefined {
  if (body.type !== 'CallExpression' || body.arguments.length !== params.length) return undefined;
  const isSame = body.arguments.every((argument, index) => {
    return argument.type === 'Identifier' && argument.name === params[index];
  });
  return isSame ? body.callee : undefined;
}

/** The declaration or method that can stand beside another one. */
function ownerOf(fn: FunctionNode): TSESTree.Node | undefined {
  if (fn.type === 'FunctionDeclaration') {
    return /^Export/.test(fn.parent.type) ? fn.parent : fn;
  }
  const { parent } = fn;
  return parent.type === 'MethodDefinition' && !parent.static ? parent : undefined;
}

function freeMember(method: TSESTree.Node, wanted: string): string {
  const members = enclosingClass(method)?.body.body ?? [];
  const names = new Set(
    members.map((member) => ('key' in member && 'name' in member.key ? member.key.name : '')),
  );
  let name = wanted;
  for (let suffix = 2; names.has(name); suffix += 1) name = `${wanted}${suffix}`;
  return name;
}

function textOf(params: readonly TSESTree.Node[], source: SourceCode): string {
  return params.map((param) => source.getText(param)).join(', ');
}

/** The body one level further out, or nothing where white space in it is part of a value. */
function bodyText(
  { body }: TSESTree.ArrowFunctionExpression,
  outer: string,
  source: SourceCode,
): string | undefined {
  const style = styleOf(source);
  const text = source.getText(body);
  if (body.type !== 'BlockStatement') {
    const lines = `{\n\treturn ${text}${style.semicolon}\n}`;
    return text.includes('\n') ? undefined : reindent(lines, outer, style);
  }
  if (/`[^`]*\n[^`]*`/.test(text)) return undefined;
  const { eol, indent } = style;
  const lines = text.split(/\r?\n/);
  return lines
    .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line))
    .join(eol);
}
