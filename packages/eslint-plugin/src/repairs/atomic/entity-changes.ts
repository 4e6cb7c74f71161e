import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../../effects/access.js';
import { ancestors, enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { memberPath } from '../../syntax/member-path.js';
import { isLoop, staticName, unwrap } from '../../syntax/node-shapes.js';
import { placesOf, variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Whether the function sets a field of that name at another place too. */
export function isChangedElsewhere(
  change: TSESTree.ExpressionStatement,
  field: string,
  source: SourceCode,
): boolean {
  const home = enclosingFunction(change) ?? source.ast;
  return [...walk(source, home)].some((node) => {
    const target = targetOf(node);
    return (
      target?.type === 'MemberExpression' &&
      node !== change.expression &&
      staticName(target) === field
    );
  });
}

function targetOf(node: TSESTree.Node): TSESTree.Node | undefined {
  if (node.type === 'AssignmentExpression') return unwrap(node.left);
  return node.type === 'UpdateExpression' ? unwrap(node.argument) : undefined;
}

/** Methods that leave the other fields of an entity as they are in the store. */
const HARMLESS =
  /^(save|reload|get|getDataValue|toJSON|changed|increment|decrement|destroy|(get|has|is|can|to)[A-Z]\w*)$/;

/**
 * Whether the entity may have changes that nobody in sight made: it came from elsewhere, or was
 * handed to a function.
 */
export function isPossiblyDirty(
  entity: TSESTree.Node,
  read: Read,
  save: TSESTree.Node,
  source: SourceCode,
): boolean {
  if (!read.call || !read.operation) return true;
  const [root, depth] = [rootOf(entity), memberPath(entity)?.length];
  if (root?.type !== 'Identifier' || depth === undefined) return true;
  const variable = variableOf(source, root);
  if (depth > 1 && String(variable?.defs[0]?.type) !== 'Variable') return true;
  const isBefore = (place: TSESTree.Node): boolean => {
    return place.range[0] < save.range[0] || isRepeatedAround(save, variable);
  };
  return placesOf(variable).some((place) => {
    return isBefore(place) && isHandedOver(memberAt(place, depth));
  });
}

/** The member of so many steps that the identifier starts, or what there is of it. */
function memberAt(identifier: TSESTree.Identifier, depth: number): TSESTree.Node {
  let at: TSESTree.Node = identifier;
  for (let step = 1; step < depth; step += 1) {
    const parent: TSESTree.Node | undefined = at.parent;
    const isCalled = parent?.parent?.type === 'CallExpression' && parent.parent.callee === parent;
    if (parent?.type !== 'MemberExpression' || parent.object !== at || isCalled) break;
    at = parent;
  }
  return at;
}

/** Whether a loop that the variable outlives comes back to the statement. */
function isRepeatedAround(
  statement: TSESTree.Node,
  variable: TSESLint.Scope.Variable | undefined,
): boolean {
  return [...ancestors(statement)].filter(isLoop).some((loop) => {
    return !variable?.identifiers.some((identifier) => isInside(identifier, loop));
  });
}

function isHandedOver(node: TSESTree.Node): boolean {
  const { parent } = node;
  if (parent?.type === 'CallExpression') return parent.callee !== node;
  const call = parent?.parent;
  if (parent?.type !== 'MemberExpression' || parent.object !== node) return false;
  const isCalled = call?.type === 'CallExpression' && call.callee === parent;
  return isCalled && !HARMLESS.test(staticName(parent) ?? '');
}

function rootOf(node: TSESTree.Node): TSESTree.Node | undefined {
  let root = unwrap(node);
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return root;
}
