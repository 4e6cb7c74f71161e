import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { replaceRange, type TextEdit } from '../../syntax/edit.js';
import type { Holder } from './holder.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The edits by which a variable or field holds the primitive, for good, in place of a value. */
export function declarePrimitive(
  { declaration, type }: Holder,
  made: string,
  source: SourceCode,
): TextEdit[] | undefined {
  if (declaration.type === 'PropertyDefinition') {
    const end = (type?.parent ?? declaration.key).range[1];
    const value = declaration.value?.range[1] ?? end;
    return [replaceRange(declaration.key.range[1], Math.max(end, value), ` = ${made}`)];
  }
  const { parent, id } = declaration;
  const isAlone = parent.type === 'VariableDeclaration' && parent.declarations.length === 1;
  if (!isAlone || id.type !== 'Identifier') return undefined;
  const keyword = source.getFirstToken(parent);
  if (!keyword) return undefined;
  return [replaceRange(keyword.range[0], declaration.range[1], `const ${id.name} = ${made}`)];
}

/** The assignment or `++` by which the place is changed where it stands. */
export function changeAt(
  use: TSESTree.Node,
): TSESTree.AssignmentExpression | TSESTree.UpdateExpression | undefined {
  const { parent } = use;
  if (parent?.type === 'AssignmentExpression' && parent.left === use) return parent;
  return parent?.type === 'UpdateExpression' ? parent : undefined;
}
