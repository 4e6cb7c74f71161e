import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { IneffectiveLock } from '../../analyses/ineffective-locks/ineffective-lock.js';
import { importedAs } from '../../effects/locks/imported-as.js';
import { removeStatement, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { declareAtModuleLevel } from '../../syntax/imports.js';
import { insertDeclaration } from '../../syntax/module-head.js';
import { styleOf } from '../../syntax/style.js';
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
  const { name, edits } = declared(id.name, text, variable, source);
  const reads = variable?.references.filter(({ init }) => !init) ?? [];
  return [
    {
      kind: 'share',
      label: 'Share one lock: make it once, in the module',
      edits: [
        ...edits,
        removeStatement(source, declaration),
        ...reads
          .filter(({ identifier }) => source.getText(identifier) !== name)
          .map(({ identifier }) => replaceNode(identifier, name)),
      ],
    },
  ];
}

/** The declaration in the module; the name stays where nothing else has it. */
function declared(
  name: string,
  text: string,
  variable: TSESLint.Scope.Variable | undefined,
  source: SourceCode,
): { name: string; edits: readonly TextEdit[] } {
  const scopes = source.scopeManager?.scopes ?? [];
  const isTaken = scopes.some((scope) => scope !== variable?.scope && scope.set.has(name));
  if (isTaken) return declareAtModuleLevel(source, name, (free) => `const ${free} = ${text}`);
  const code = `const ${name} = ${text}${styleOf(source).semicolon}`;
  return { name, edits: [insertDeclaration(source, code)] };
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

/** Whether the top of the module can make the lock in the same way: all that is named is imported. */
function isConstant(made: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, made)].every((node) => {
    if (node.type === 'ThisExpression' || node.type === 'AwaitExpression') return false;
    if (node.type !== 'Identifier') return true;
    const variable = variableOf(source, node);
    return !variable?.defs.length || importedAs(variable) !== undefined;
  });
}
