import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import type { Derivation } from '../effects/value.js';
import { isInside } from '../syntax/enclosing.js';
import { lastName } from '../syntax/member-path.js';
import { isNothing, unwrap } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';

/** A test, and what of a row it asks for. */
export interface Asked {
  readonly fact: Fact;
  readonly derivation: Derivation;
}

/** One part of a test that decides by itself, and how the whole came out. */
export interface Part {
  readonly node: TSESTree.Node;
  readonly outcome: Fact['outcome'];
}

/** The parts of the test that ask for the column; all of them where it has another name there. */
export function partsAbout({ fact, derivation }: Asked, { source }: FileModel): readonly Part[] {
  const parts = partsOf({ node: fact.test, outcome: fact.outcome });
  const taken = [...fact.value.derivations].filter(({ read, path }) => {
    return read === derivation.read && path === derivation.path;
  });
  const about = parts.filter((part) => taken.some(({ node }) => isInside(node, part.node)));
  if (about.length > 0) return about;
  const names = new Set(derivation.path.split('.'));
  const named = parts.filter(({ node }) => {
    return [...walk(source, node)].some((each) => {
      return each.type === 'Identifier' && names.has(each.name);
    });
  });
  return named.length > 0 ? named : parts;
}

/** What stands between `&&` and `||`, without `!`. */
function partsOf({ node, outcome }: Part): readonly Part[] {
  const inner = unwrap(node);
  if (inner.type === 'UnaryExpression' && inner.operator === '!') {
    return partsOf({ node: inner.argument, outcome: opposite(outcome) });
  }
  if (inner.type === 'LogicalExpression' && inner.operator !== '??') {
    return [inner.left, inner.right].flatMap((part) => partsOf({ node: part, outcome }));
  }
  return [{ node: inner, outcome }];
}

function opposite(outcome: Fact['outcome']): Fact['outcome'] {
  if (outcome === 'other') return outcome;
  return outcome === 'truthy' ? 'falsy' : 'truthy';
}

/** Whether something is there, or whether it is equal to `to`; and whether that was so. */
export interface Question {
  readonly to: TSESTree.Node | undefined;
  readonly holds: boolean;
}

/** What a part asks of the column; `undefined` where it compares by order or calls something. */
export function questionOf({ node, outcome }: Part, { path }: Derivation): Question | undefined {
  if (outcome === 'other') return undefined;
  const isTrue = outcome === 'truthy';
  if (isPlace(node)) return { to: undefined, holds: isTrue };
  if (node.type !== 'BinaryExpression' || !/^[!=]==?$/.test(node.operator)) return undefined;
  const holds = isTrue === node.operator.startsWith('=');
  const isLeft = lastName(node.left) === path.split('.').at(-1);
  const other = isLeft || isNothing(node.right) ? node.right : node.left;
  const to = unwrap(other);
  if (isNothing(to)) return { to: undefined, holds: !holds };
  const isFlag = to.type === 'Literal' && typeof to.value === 'boolean';
  return isFlag ? { to: undefined, holds: holds === to.value } : { to, holds };
}

function isPlace({ type }: TSESTree.Node): boolean {
  return type === 'Identifier' || type === 'MemberExpression';
}

const RELATIONS = new Set(['<', '<=', '>', '>=']);

/** Whether the test compares by order: enough, too many, too late. */
export function isOrder(node: TSESTree.Node): boolean {
  return node.type === 'BinaryExpression' && RELATIONS.has(node.operator);
}
