import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import { targetOf } from '../../analyses/memory-target.js';
import { replaceNode, type TextEdit } from '../../syntax/edit.js';
import { isInside } from '../../syntax/enclosing.js';
import { importValue } from '../../syntax/imports.js';
import { lastName } from '../../syntax/member-path.js';
import { staticName, unwrap, wrapped } from '../../syntax/node-shapes.js';
import { arithmeticOf } from '../arithmetic.js';
import { changeAt, declarePrimitive } from './declare-primitive.js';
import { holderOf } from './holder.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Makes a counter of a number that the file only counts with: each change is then one step. */
export function atomicCounter({ write }: Race, source: SourceCode): Repair | undefined {
  const target = targetOf(write);
  const holder = holderOf(target, source);
  const start = holder?.init?.type === 'Literal' ? holder.init.value : undefined;
  if (!holder || !Number.isSafeInteger(start) || changeAt(target)?.type !== 'AssignmentExpression')
    return undefined;
  const counted = holder.uses.filter((use) => !isOldValue(use, holder.uses, source));
  const edits = counted.map((use) => useEdit(use, source));
  if (edits.includes(undefined)) return undefined;
  const imported = importValue(source, '@interlocked/runtime', 'AtomicCounter');
  const options = start === 0 ? '' : `{ initial: ${String(start)} }`;
  const declared = declarePrimitive(holder, `new ${imported.name}(${options})`, source);
  if (!declared) return undefined;
  return {
    kind: 'counter',
    label: 'Count with an `AtomicCounter`',
    edits: [...imported.edits, ...declared, ...edits.filter((edit) => edit !== undefined)],
  };
}

/** Whether it is the second `x` of `x = x + 1`. */
function isOldValue(
  use: TSESTree.Node,
  uses: readonly TSESTree.Node[],
  source: SourceCode,
): boolean {
  return uses.some((other) => {
    const change = changeAt(other);
    const isAround = change && other !== use && isInside(use, change);
    return isAround && change.parent.type === 'ExpressionStatement' && arithmeticOf(change, source);
  });
}

function useEdit(use: TSESTree.Node, source: SourceCode): TextEdit | undefined {
  const change = changeAt(use);
  const name = source.getText(use);
  if (!change) return isPlainRead(use) ? replaceNode(use, `${name}.value`) : undefined;
  const isStatement = wrapped(change).parent?.type === 'ExpressionStatement';
  if (change.type === 'UpdateExpression') {
    const step = change.operator === '++' ? 'increment' : 'decrement';
    const isOld = !change.prefix && !isStatement;
    const old = change.operator === '++' ? 'getAndIncrement()' : 'getAndAdd(-1)';
    return replaceNode(change, `${name}.${isOld ? old : `${step}()`}`);
  }
  if (!isStatement) return undefined;
  const sum = arithmeticOf(change, source);
  if (sum) {
    if (!sum.amount)
      return replaceNode(change, `${name}.${sum.operator === '+' ? 'increment' : 'decrement'}()`);
    const method = sum.operator === '+' ? 'add' : 'subtract';
    return isInteger(sum.amount) && !source.getText(sum.amount).includes(name)
      ? replaceNode(change, `${name}.${method}(${source.getText(unwrap(sum.amount))})`)
      : undefined;
  }
  const isSet = change.operator === '=' && isInteger(change.right);
  return isSet ? replaceNode(change, `${name}.set(${source.getText(change.right)})`) : undefined;
}

/** Whether the place is read for its number, and not named, exported or taken apart. */
function isPlainRead(use: TSESTree.Node): boolean {
  const { parent } = use;
  if (parent?.type === 'Property')
    return parent.value === use && !parent.shorthand && parent.parent.type === 'ObjectExpression';
  return !/^(Export|TSTypeQuery|ArrayPattern|AssignmentPattern|RestElement|For\w+Statement)/.test(
    parent?.type ?? '',
  );
}

/** Whether the expression gives a whole number, whatever it is computed from. */
function isInteger(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'Literal':
      return Number.isSafeInteger(inner.value);
    case 'UnaryExpression':
      return inner.operator === '-' && isInteger(inner.argument);
    case 'MemberExpression':
      return /^(length|size|byteLength)$/.test(staticName(inner) ?? '');
    case 'BinaryExpression':
      return /^[-+*]$/.test(inner.operator) && isInteger(inner.left) && isInteger(inner.right);
    case 'CallExpression':
      return /^(floor|round|trunc|ceil|parseInt)$/.test(lastName(inner.callee) ?? '');
    default:
      return false;
  }
}
