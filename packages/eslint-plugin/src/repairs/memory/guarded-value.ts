import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import { targetOf } from '../../analyses/memory-target.js';
import { replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { functionName } from '../../syntax/function-name.js';
import { importValue } from '../../syntax/imports.js';
import { lastName } from '../../syntax/member-path.js';
import { freeName } from '../../syntax/names.js';
import { unwrap, wrapped } from '../../syntax/node-shapes.js';
import { nodesOfType, walk } from '../../syntax/walk.js';
import { changeAt, declarePrimitive } from './declare-primitive.js';
import { holderOf, type Holder } from './holder.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Change = TSESTree.AssignmentExpression;

/** Puts a value that is only replaced and returned behind its own lock: `Guarded`. */
export function guardedValue({ write }: Race, source: SourceCode): Repair | undefined {
  const target = targetOf(write);
  const holder = holderOf(target, source);
  if (!holder?.init || !isTyped(holder)) return undefined;
  const changes = holder.uses.flatMap((use) => assignmentOf(use) ?? []);
  const others = holder.uses.filter((use) => !changes.some((change) => isInside(use, change)));
  const edits = [
    ...changes.map((change) => updateEdit(change, holder, source)),
    ...others.map((use) => readEdit(use, source)),
  ];
  if (changes.length === 0 || edits.includes(undefined)) return undefined;
  if (changes.some((change) => mayComeBack(change, holder, source))) return undefined;
  const imported = importValue(source, '@interlocked/runtime', 'Guarded');
  const type = holder.type ? `<${source.getText(holder.type)}>` : '';
  const made = `new ${imported.name}${type}(${source.getText(holder.init)})`;
  const declared = declarePrimitive(holder, made, source);
  if (!declared) return undefined;
  return {
    kind: 'guarded',
    label: 'Guard the value: one update at a time',
    edits: [...imported.edits, ...declared, ...edits.filter((edit) => edit !== undefined)],
  };
}

/** Whether the type of the value shows in what it is made with. */
function isTyped({ init, type }: Holder): boolean {
  return type !== undefined || init?.type === 'Literal' || init?.type === 'TemplateLiteral';
}

function assignmentOf(use: TSESTree.Node): Change | undefined {
  const change = changeAt(use);
  return change?.type === 'AssignmentExpression' ? change : undefined;
}

/** `x = await next(x);` becomes `await x.update(async (value) => await next(value));` */
function updateEdit(change: Change, { uses }: Holder, source: SourceCode): TextEdit | undefined {
  const fn = enclosingFunction(change);
  const isStatement = wrapped(change).parent?.type === 'ExpressionStatement';
  const isPlain = /^(=|[-+*/%|&^]=)$/.test(change.operator);
  if (!fn?.async || fn.generator || !isStatement || !isPlain) return undefined;
  const inside = uses.filter((use) => isInside(use, change.right));
  // A closure would see the value of its own time.
  if (inside.some((use) => enclosingFunction(use) !== fn || changeAt(use))) return undefined;
  const name = freeName(source, fn, 'value');
  const operator = change.operator.slice(0, -1);
  const given = operator === '' ? promiseIn(change.right, source) : change.right;
  const next = withName(given, inside, name, source);
  const body = operator === '' ? next : `${name} ${operator} ${enclosed(next, given)}`;
  const awaits = [...walk(source, given)].some(({ type }) => type === 'AwaitExpression');
  const whole = body.startsWith('{') ? `(${body})` : body;
  const place = source.getText(change.left);
  return replaceNode(
    change,
    `await ${place}.update(${awaits ? 'async ' : ''}(${name}) => ${whole})`,
  );
}

/** `next(x)` of `await next(x)`, where nothing else is waited for: an update waits by itself. */
function promiseIn(node: TSESTree.Expression, source: SourceCode): TSESTree.Expression {
  const inner = unwrap(node) as TSESTree.Expression;
  if (inner.type !== 'AwaitExpression') return node;
  const awaits = [...walk(source, inner.argument)].some(({ type }) => type === 'AwaitExpression');
  return awaits ? node : inner.argument;
}

function enclosed(code: string, { type }: TSESTree.Expression): string {
  return /^(Binary|Logical|Conditional|Assignment|Arrow|Sequence|Yield)/.test(type)
    ? `(${code})`
    : code;
}

function withName(
  node: TSESTree.Node,
  uses: readonly TSESTree.Node[],
  name: string,
  source: SourceCode,
): string {
  let text = source.getText(node);
  for (const use of [...uses].sort((a, b) => b.range[0] - a.range[0])) {
    const [start, end] = use.range.map((offset) => offset - node.range[0]);
    text = text.slice(0, start) + name + text.slice(end);
  }
  return text;
}

/** `return x;` in an async function gives what the value is when its turn comes. */
function readEdit(use: TSESTree.Node, source: SourceCode): TextEdit | undefined {
  const fn = enclosingFunction(use);
  const isReturned = wrapped(use).parent?.type === 'ReturnStatement';
  if (!fn?.async || fn.generator || !isReturned) return undefined;
  const name = freeName(source, fn, 'value');
  return replaceNode(use, `${source.getText(use)}.read((${name}) => ${name})`);
}

/** Whether what the update calls asks for the value itself, and would wait for itself. */
function mayComeBack({ right }: Change, { uses }: Holder, source: SourceCode): boolean {
  const names = new Set(uses.flatMap(nameAround));
  const calls = nodesOfType(source, 'CallExpression');
  for (let known = -1; known !== names.size;) {
    known = names.size;
    for (const call of calls) {
      if (names.has(lastName(call.callee) ?? ''))
        nameAround(call).forEach((name) => names.add(name));
    }
  }
  const called = calls.filter((call) => isInside(call, right));
  return called.some(({ callee }) => names.has(lastName(callee) ?? ''));
}

function nameAround(node: TSESTree.Node): string[] {
  const fn = enclosingFunction(node);
  return [fn && functionName(fn)].flatMap((name) => name ?? []);
}
