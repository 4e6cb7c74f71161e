import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckAwaitSet } from '../../analyses/check-await-set.js';
import { targetOf } from '../../analyses/memory-target.js';
import { replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingClass, enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { isFunction, staticName, unwrap, type FunctionNode } from '../../syntax/node-shapes.js';
import { indentOf, styleOf } from '../../syntax/style.js';
import { variableOf } from '../../syntax/variables.js';
import { holderOf, type Holder } from './holder.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * Stores the promise of what is made, and forgets it where that fails: `x = await make()` becomes
 * `x = make().catch(…)`, where all the file does with `x` is to test it and return it from here.
 */
export function storePromise({ write }: CheckAwaitSet, source: SourceCode): Repair | undefined {
  const target = targetOf(write);
  const fn = enclosingFunction(write.node);
  const made =
    write.node.type === 'AssignmentExpression' ? awaitedCall(write.node.right, source) : undefined;
  if (!fn?.async || !made || !isExpression(write.node)) return undefined;
  const holder = holderOf(target, source);
  const types = holder && typeEdits(holder, fn, source);
  if (!types) return undefined;
  const { semicolon, eol, indent } = styleOf(source);
  const outer = indentOf(source, write.node);
  const forget = `${source.getText(target)} = undefined${semicolon}`;
  const lines = [forget, `throw error${semicolon}`]
    .map((line) => eol + outer + indent + line)
    .join('');
  const text = `${source.getText(made.call)}.catch((error) => {${lines}${eol}${outer}})`;
  return {
    kind: 'promise',
    label: 'Store the promise at once',
    edits: [...types, replaceNode(made.whole, text)],
  };
}

function isExpression({ parent }: TSESTree.Node): boolean {
  return parent?.type === 'ExpressionStatement';
}

/** `await make()` where `make` is an async function or an own method of this file. */
function awaitedCall(
  node: TSESTree.Node,
  source: SourceCode,
): { whole: TSESTree.Node; call: TSESTree.Node } | undefined {
  const whole = unwrap(node);
  const call = whole.type === 'AwaitExpression' ? unwrap(whole.argument) : undefined;
  const callee = call?.type === 'CallExpression' ? call.callee : undefined;
  if (!call || !callee) return undefined;
  const fn = callee.type === 'Identifier' ? calledBy(callee, source) : ownMethod(callee);
  return isFunction(fn) && fn.async ? { whole, call } : undefined;
}

function calledBy(name: TSESTree.Identifier, source: SourceCode): TSESTree.Node | undefined {
  const definition = variableOf(source, name)?.defs[0];
  if (definition?.type === 'Variable') return definition.node.init ?? undefined;
  return definition?.type === 'FunctionName' ? definition.node : undefined;
}

function ownMethod(callee: TSESTree.Node): TSESTree.Node | undefined {
  const isOwn = callee.type === 'MemberExpression' && callee.object.type === 'ThisExpression';
  const members = isOwn ? (enclosingClass(callee)?.body.body ?? []) : [];
  const found = members.find((member) => {
    return isOwn && 'value' in member && staticName(member as Named) === staticName(callee);
  });
  return found && 'value' in found ? (found.value ?? undefined) : undefined;
}

type Named = TSESTree.MethodDefinition | TSESTree.PropertyDefinition;

/** The edits that make its type that of a promise; nothing where it is used otherwise. */
function typeEdits(
  { init, type, uses }: Holder,
  fn: FunctionNode,
  source: SourceCode,
): TextEdit[] | undefined {
  const isPlain = uses.every((use) => isInside(use, fn) && isTestedOrReturned(use));
  const isUnset = !init || (init.type === 'Identifier' && init.name === 'undefined');
  if (!isPlain || !isUnset) return undefined;
  if (!type) return [];
  if (type.type !== 'TSUnionType') return undefined;
  const [made, ...rest] = type.types.filter((part) => part.type !== 'TSUndefinedKeyword');
  if (!made || rest.length > 0 || type.types.length === 1) return undefined;
  return [replaceNode(made, `Promise<${source.getText(made)}>`)];
}

function isTestedOrReturned(node: TSESTree.Node): boolean {
  const { parent } = node;
  switch (parent?.type) {
    case 'ReturnStatement':
      return true;
    case 'IfStatement':
      return parent.test === node;
    case 'UnaryExpression':
      return parent.operator === '!';
    case 'AssignmentExpression':
      return parent.left === node;
    default:
      return false;
  }
}
