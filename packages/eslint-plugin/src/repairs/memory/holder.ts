import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { staticName } from '../../syntax/node-shapes.js';
import { variableOf } from '../../syntax/variables.js';
import { nodesOfType } from '../../syntax/walk.js';
import { fieldOf, isOfThisFile } from './memory-place.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A repair that changes more places than this is none that one looks through. */
const MAX_USES = 50;

/** A variable or private field of this file alone, and the places where it is used. */
export interface Holder {
  readonly declaration: TSESTree.VariableDeclarator | TSESTree.PropertyDefinition;
  readonly init: TSESTree.Expression | null;
  readonly type: TSESTree.TypeNode | undefined;
  readonly uses: readonly TSESTree.Node[];
}

export function holderOf(target: TSESTree.Node, source: SourceCode): Holder | undefined {
  const holder = findHolder(target, source);
  return holder && holder.uses.length <= MAX_USES ? holder : undefined;
}

function findHolder(target: TSESTree.Node, source: SourceCode): Holder | undefined {
  if (!isOfThisFile(target, source)) return undefined;
  if (target.type === 'Identifier') {
    const variable = variableOf(source, target);
    const definition = variable?.defs[0];
    if (definition?.type !== 'Variable' || definition.node.id.type !== 'Identifier') {
      return undefined;
    }
    const { init, id } = definition.node;
    const uses =
      variable && variable.references.length <= MAX_USES + 1
        ? variable.references.filter((use) => !use.init)
        : undefined;
    if (!uses) return undefined;
    return {
      declaration: definition.node,
      init,
      type: id.typeAnnotation?.typeAnnotation,
      uses: uses.map(({ identifier }) => identifier),
    };
  }
  const declaration = fieldOf(target, source);
  if (!declaration) return undefined;
  const name = staticName(declaration);
  const uses = nodesOfType(source, 'MemberExpression').filter((node) => staticName(node) === name);
  const isOwn = uses.every((use) => source.getText(use) === source.getText(target));
  const { value: init, typeAnnotation } = declaration;
  return isOwn ? { declaration, init, type: typeAnnotation?.typeAnnotation, uses } : undefined;
}
