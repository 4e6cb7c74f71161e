import type { IneffectiveLock } from '../../analyses/ineffective-locks/ineffective-lock.js';
import type { FileModel } from '../../effects/model.js';
import { insertAfter, insertBefore } from '../../syntax/edit.js';
import { enclosingFunction, enclosingStatement } from '../../syntax/enclosing.js';
import { freeName } from '../../syntax/names.js';
import { wrapped } from '../../syntax/node-shapes.js';
import { indentOf, quoted, styleOf } from '../../syntax/style.js';
import type { Repair } from '../repair.js';

/** Throws where an update that compares a version changed no row. */
export function checkCount(found: IneffectiveLock, { matches, source }: FileModel): Repair[] {
  const { kind, node } = found;
  const match = matches.get(node);
  const statement = enclosingStatement(node);
  const awaited = wrapped(node).parent;
  const isPlain =
    statement.type === 'ExpressionStatement' && awaited && wrapped(awaited).parent === statement;
  const pattern = match?.library.idioms?.changedRows?.[match.operation.kind];
  if (kind !== 'versionIgnored' || !pattern || !isPlain) return [];
  const name = freeName(source, enclosingFunction(node) ?? source.ast, 'changed');
  const text = quoted(source, 'Changed by someone else meanwhile.');
  const { eol, semicolon } = styleOf(source);
  const line = `if (${name} === 0) throw new Error(${text})${semicolon}`;
  return [
    {
      kind: 'version',
      label: 'Throw where no row was changed',
      edits: [
        insertBefore(statement, `const ${pattern(name)} = `),
        insertAfter(statement, eol + indentOf(source, statement) + line),
      ],
    },
  ];
}
