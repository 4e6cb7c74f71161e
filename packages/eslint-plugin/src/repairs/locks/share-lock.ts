import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { IneffectiveLock } from '../../analyses/ineffective-locks/ineffective-lock.js';
import { removeStatement, replaceNode } from '../../syntax/edit.js';
import { declareAtModuleLevel } from '../../syntax/imports.js';
import { walk } from '../../syntax/walk.js';
import { variableOf } from '../../syntax/variables.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Moves a lock that each call makes for itself to the module, where all calls share it. */
export function shareLock(
  { kind, node, uses = [] }: IneffectiveLock,
  source: SourceCode,
): Repair[] {
  const declaration = kind === 'perCall' ? aloneDeclaration(node) : undefined;
  const [id] = declaration?.declarations.map((declarator) => declarator.id) ?? [];
  if (!declaration || id?.type !== 'Identifier' || !isConstant(node, source)) return [];
  const variable = uses[0]?.lock.variable;
  const text = source.getText(node);
  const { name, edits } = declareAtModuleLevel(
    source,
    id.name,
    (free) => `const ${free} = ${text}`,
  );
  const reads = variable?.references.filter(({ init }) => !init) ?? [];
  return [
    {
      kind: 'share',
      label: 'Share one lock: make it once, in the module',
      edits: [
        ...edits,
        removeStatement(source, declaration),
        ...reads.map(({ identifier }) => replaceNode(identifier, name)),
      ],
    },
  ];
}

function aloneDeclaration(made: TSESTree.Node): TSESTree.VariableDeclaration | undefined {
  const declarator = made.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.id.type !== 'Identifier') {
    return undefined;
  }
  const { parent } = declarator;
  const isAlone = parent.declarations.length === 1 && !declarator.id.typeAnnotation;
  return isAlone && parent.parent.type === 'BlockStatement' ? parent : undefined;
}

/** Whether the module can make the lock in the same way: all that is named is of the module. */
function isConstant(made: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, made)].every((node) => {
    if (node.type === 'ThisExpression' || node.type === 'AwaitExpression') return false;
    if (node.type !== 'Identifier') return true;
    const variable = variableOf(source, node);
    return !variable || /^(module|global)$/.test(variable.scope.type);
  });
}
