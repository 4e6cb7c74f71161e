import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { isOverlap } from '../effects/value.js';
import { isNothing, staticName } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';
import type { Race } from './race.js';
import { isSameRow } from './same-row.js';

/** Whether a test on the field that is written decided the write: stock left, balance enough. */
export function isDecidedByField(
  { write, field }: Race,
  source: Readonly<TSESLint.SourceCode>,
): boolean {
  return write.facts.some(({ value, test }) => {
    const isOfField = [...value.derivations].some(({ read, path }) => {
      return path !== '' && isOverlap(path, field.path) && isSameRow(read, write);
    });
    return isOfField && !asksOnlyWhetherThere(test, field.path, source);
  });
}

/** `row.n !== undefined`: a test that comes out the same whatever number the field holds. */
function asksOnlyWhetherThere(
  test: TSESTree.Node,
  path: string,
  source: Readonly<TSESLint.SourceCode>,
): boolean {
  const places = [...walk(source, test)].filter((node) => {
    return node.type === 'MemberExpression' && staticName(node) === path;
  });
  return places.length > 0 && places.every(isComparedWithNothing);
}

function isComparedWithNothing(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type !== 'BinaryExpression' || !/^[!=]==?$/.test(parent.operator)) return false;
  return [parent.left, parent.right].some(isNothing);
}
