import type { TSESTree } from '@typescript-eslint/utils';
import { isInside } from '../../syntax/enclosing.js';
import type { Loop } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { type Access, atomicsMethod } from './access.js';
import type { Facts } from './facts.js';
import type { Spin } from './race.js';

/** Loops that do nothing until a plain read of a cell gives something else. */
export function findSpins(facts: Facts, accesses: readonly Access[]): Spin[] {
  return facts.loops.flatMap((loop) => {
    const test = 'test' in loop ? loop.test : undefined;
    const reads = accesses.filter(
      ({ kind, node }) => kind === 'plain-read' && test && isInside(node, test),
    );
    const [access] = reads;
    return access && isIdle(facts, loop) ? [{ kind: 'spin', access, node: loop, reads }] : [];
  });
}

function isIdle({ source }: Facts, loop: Loop): boolean {
  if (loop.type === 'ForStatement' && loop.update) return false;
  return [...walk(source, loop.body)].every((node) => IDLE.has(node.type) || isPause(node));
}

const IDLE = new Set<string>([
  'BlockStatement',
  'ContinueStatement',
  'EmptyStatement',
  'ExpressionStatement',
  'Identifier',
  'Literal',
  'MemberExpression',
]);

function isPause(node: TSESTree.Node): boolean {
  return node.type === 'CallExpression' && atomicsMethod(node) === 'pause';
}
