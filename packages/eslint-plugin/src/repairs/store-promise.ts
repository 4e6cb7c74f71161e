import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckAwaitSet } from '../analyses/check-await-set.js';
import { targetOf } from '../analyses/memory-target.js';
import { replaceNode, type TextEdit } from '../syntax/edit.js';
import { enclosingFunction, isInside } from '../syntax/enclosing.js';
import { isFunction, unwrap, type FunctionNode } from '../syntax/node-shapes.js';
import { indentOf, styleOf } from '../syntax/style.js';
import { variableOf } from '../syntax/variables.js';
import type { Repair } from './repair.js';

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
  if (!fn?.async || !made || target.type !== 'Identifier' || !isExpression(write.node))
    return undefined;
  const types = typeEdits(target, fn, source);
  if (!types) return undefined;
  const { semicolon, eol, indent } = styleOf(source);
  const outer = indentOf(source, write.node);
  const forget = `${target.name} = undefined${semicolon}`;
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

/** `await make()` where `make` is an async function of this file. */
function awaitedCall(
  node: TSESTree.Node,
  source: SourceCode,
): { whole: TSESTree.Node; call: TSESTree.Node } | undefined {
  const whole = unwrap(node);
  const call = whole.type === 'AwaitExpression' ? unwrap(whole.argument) : undefined;
  const callee = call?.type === 'CallExpression' ? call.callee : undefined;
  if (!call || callee?.type !== 'Identifier') return undefined;
  const definition = variableOf(source, callee)?.defs[0];
  const fn = definition?.type === 'FunctionName' ? definition.node : undefined;
  return fn && isFunction(fn) && fn.async ? { whole, call } : undefined;
}

/** The edits that make the variable's type that of a promise; nothing where it is used otherwise. */
function typeEdits(
  target: TSESTree.Identifier,
  fn: FunctionNode,
  source: SourceCode,
): TextEdit[] | undefined {
  const variable = variableOf(source, target);
  const definition = variable?.defs[0];
  if (definition?.type !== 'Variable' || definition.node.id.type !== 'Identifier') return undefined;
  const isPlain = variable?.references.every(({ identifier, init }) => {
    return init === true || (isInside(identifier, fn) && isTestedOrReturned(identifier));
  });
  const init = definition.node.init;
  const isUnset = !init || (init.type === 'Identifier' && init.name === 'undefined');
  if (!isPlain || !isUnset) return undefined;
  const type = definition.node.id.typeAnnotation?.typeAnnotation;
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
