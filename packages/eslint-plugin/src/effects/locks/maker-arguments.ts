import type { TSESTree } from '@typescript-eslint/utils';

import { staticName, unwrap } from '../../syntax/node-shapes.js';
import type { Selector } from '../operation.js';
import type { LockMaker } from './lock-library.js';

type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** The part of a call's arguments that a selector points at, as it is written. */
export function argumentOf(
  { arguments: args }: Call,
  { arg, path }: Selector,
): TSESTree.Node | undefined {
  const argument = args.at(arg);
  if (!argument || path === undefined) return argument && unwrap(argument);
  const object = unwrap(argument);
  if (object.type !== 'ObjectExpression') return undefined;
  for (const property of object.properties) {
    if (property.type === 'Property' && staticName(property) === path) {
      return unwrap(property.value);
    }
  }
  return undefined;
}

/** Whether the lock admits one holder; `undefined` where the number is not written out. */
export function permitsOf(node: Call, { permits }: LockMaker): boolean | undefined {
  if (!permits) return true;
  const given = argumentOf(node, permits);
  if (!given)
    return node.arguments.length > permits.arg && !isOptions(node, permits) ? undefined : false;
  return given.type === 'Literal' ? given.value === 1 : undefined;
}

function isOptions({ arguments: args }: Call, { arg }: Selector): boolean {
  const options = args.at(arg);
  if (options?.type !== 'ObjectExpression') return false;
  return options.properties.every((property) => property.type === 'Property');
}
