import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../../effects/access.js';
import { builtModelOf } from '../../effects/model.js';
import { insertBefore, type TextEdit } from '../../syntax/edit.js';
import { enclosingStatement } from '../../syntax/enclosing.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { indentOf, styleOf } from '../../syntax/style.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Engines that quote names with `"`, which stands in a template as it is. */
const QUOTING = /^(postgresql|cockroachdb)$/;

/** A statement that locks the row before it is read, where the library's reads cannot. */
export function lockStatement(
  read: Read,
  handle: string,
  source: SourceCode,
): TextEdit | undefined {
  const { resource, operation, call, node } = read;
  const { lockRow } = resource.library?.idioms?.transaction ?? {};
  const model = builtModelOf(source);
  const stored = model?.schema.of(resource.model).stored;
  const isUnique = operation?.kind === 'read' && operation.byUnique === true;
  if (!lockRow || !stored || !isUnique || !QUOTING.test(model?.database ?? '')) return undefined;
  const condition = propertyOf(call?.args[0]?.node, 'where');
  const tests = condition && testsOf(condition, stored.columns, source);
  const statement = enclosingStatement(node);
  if (!tests || statement.parent?.type !== 'BlockStatement') return undefined;
  const text = `SELECT 1 FROM "${stored.table}" WHERE ${tests.join(' AND ')} FOR UPDATE`;
  const { semicolon, eol } = styleOf(source);
  const line = `await ${lockRow(handle, text)}${semicolon}${eol}`;
  return insertBefore(statement, line + indentOf(source, statement));
}

/** `"id" = ${id}` for each column of the condition, where all can be compared so. */
function testsOf(
  condition: TSESTree.Node,
  columns: Readonly<Record<string, string>>,
  source: SourceCode,
): string[] | undefined {
  if (condition.type !== 'ObjectExpression' || condition.properties.length === 0) return undefined;
  const tests = condition.properties.map((each) => {
    if (each.type !== 'Property' || !isPlain(each.value)) return undefined;
    const column = columns[staticName(each) ?? ''];
    return column && `"${column}" = \${${source.getText(each.value)}}`;
  });
  return tests.every((test) => test !== undefined) ? tests : undefined;
}

function isPlain(node: TSESTree.Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'MemberExpression') return !inner.computed && isPlain(inner.object);
  return inner.type === 'Identifier' || inner.type === 'ThisExpression';
}

function propertyOf(node: TSESTree.Node | undefined, name: string): TSESTree.Node | undefined {
  const properties = node?.type === 'ObjectExpression' ? node.properties : [];
  const found = properties.find((each) => each.type === 'Property' && staticName(each) === name);
  return found?.type === 'Property' ? found.value : undefined;
}
