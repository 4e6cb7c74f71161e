import type { TSESTree } from '@typescript-eslint/utils';
import { decoratorsOf } from '../syntax/decorators.js';

import type { Write } from '../effects/access.js';
import { importedAs } from '../effects/locks/imported-as.js';
import type { FileModel } from '../effects/model.js';

/** `@VersionColumn()`, and the class that it is in. */
export interface VersionColumn {
  readonly node: TSESTree.Node;
  readonly owner: string;
}

const columns = new WeakMap<FileModel, readonly VersionColumn[]>();

/** The version column of the row that is written, where the library does not compare it. */
export function untestedVersion(write: Write, model: FileModel): VersionColumn | undefined {
  if (!write.library?.untestedVersion || !model.source.text.includes('@Version')) return undefined;
  const known = columns.get(model) ?? versionColumns(model);
  columns.set(model, known);
  return known.find(({ owner }) => {
    const isNamed = new RegExp(`Repository(<|\\()${owner}\\b`).test(model.source.text);
    return write.resource.model === owner || isNamed;
  });
}

function versionColumns({ scopes, source }: FileModel): VersionColumn[] {
  return source.ast.body.flatMap((statement) => {
    const node = 'declaration' in statement ? statement.declaration : statement;
    if (node?.type !== 'ClassDeclaration') return [];
    const owner = node.id?.name ?? '';
    return node.body.body.flatMap((member) => {
      const version = decoratorsOf(member).find(({ expression }) => {
        const callee = expression.type === 'CallExpression' ? expression.callee : expression;
        const variable = callee.type === 'Identifier' ? scopes.variableOf(callee) : undefined;
        return variable && /^Version(Column)?$/.test(importedAs(variable)?.name ?? '');
      });
      return version ? [{ node: version, owner }] : [];
    });
  });
}
