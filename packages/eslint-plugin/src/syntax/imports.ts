import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { insertAfter, type TextEdit } from './edit.js';
import { appendToList } from './list.js';
import { insertDeclaration, insertImport } from './module-head.js';
import { moduleKind } from './module-kind.js';
import { freeName, isShadowed } from './names.js';
import { requireValue } from './require-imports.js';
import { quoted, styleOf } from './style.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A name to write, and the edits that make it mean what is wanted. */
export interface Bound {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** The value `exportName` of the module: an import that is there, a further specifier, or a new import. */
export function importValue(source: SourceCode, moduleName: string, exportName: string): Bound {
  if (moduleKind(source) === 'commonjs') return requireValue(source, moduleName, exportName);
  const imports = valueImports(source, moduleName);
  return reuse(source, imports, exportName) ?? addImport(source, imports, moduleName, exportName);
}

/**
 * A declaration at module level, after the imports; one that is there already with the same text
 * is taken as it is.
 *
 * `text` gets the name and gives lines with `\n` and tabs, without a final semicolon. Its edits go
 * behind those of `importValue`.
 */
export function declareAtModuleLevel(
  source: SourceCode,
  wantedName: string,
  text: (name: string) => string,
): Bound {
  if (isDeclared(source, wantedName, text(wantedName)) && !isShadowed(source, wantedName)) {
    return { name: wantedName, edits: [] };
  }
  const name = freeName(source, source.ast, wantedName);
  const code = text(name) + styleOf(source).semicolon;
  return { name, edits: [insertDeclaration(source, code)] };
}

function isDeclared(source: SourceCode, name: string, text: string): boolean {
  return declarationsIn(source).some((node) => {
    const declares = node.declarations.some(({ id }) => 'name' in id && id.name === name);
    return declares && plain(source.getText(node)) === plain(text);
  });
}

const declarations = new WeakMap<object, readonly TSESTree.VariableDeclaration[]>();

/** The variables that the module declares; found once for each file. */
export function declarationsIn(source: SourceCode): readonly TSESTree.VariableDeclaration[] {
  const known = declarations.get(source) ?? source.ast.body.flatMap(declarationIn);
  declarations.set(source, known);
  return known;
}

function declarationIn(statement: TSESTree.Statement): TSESTree.VariableDeclaration[] {
  const node = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
  return node?.type === 'VariableDeclaration' ? [node] : [];
}

function plain(code: string): string {
  return code.replace(/;$/, '').replace(/\s+/g, ' ');
}

function valueImports({ ast }: SourceCode, moduleName: string): TSESTree.ImportDeclaration[] {
  return ast.body.filter(
    (node): node is TSESTree.ImportDeclaration =>
      node.type === 'ImportDeclaration' &&
      node.source.value === moduleName &&
      node.importKind !== 'type',
  );
}

function reuse(
  source: SourceCode,
  imports: readonly TSESTree.ImportDeclaration[],
  exportName: string,
): Bound | undefined {
  for (const specifier of imports.flatMap((node) => node.specifiers)) {
    const local = specifier.local.name;
    if (isShadowed(source, local)) continue;
    if (specifier.type === 'ImportNamespaceSpecifier') {
      return { name: `${local}.${exportName}`, edits: [] };
    }
    if (isValueOf(specifier, exportName)) return { name: local, edits: [] };
  }
  return undefined;
}

function isValueOf(specifier: TSESTree.ImportClause, exportName: string): boolean {
  return (
    specifier.type === 'ImportSpecifier' &&
    specifier.importKind !== 'type' &&
    'name' in specifier.imported &&
    specifier.imported.name === exportName
  );
}

function addImport(
  source: SourceCode,
  imports: readonly TSESTree.ImportDeclaration[],
  moduleName: string,
  exportName: string,
): Bound {
  const name = freeName(source, source.ast, exportName);
  const clause = name === exportName ? name : `${exportName} as ${name}`;
  for (const node of imports) {
    const edit = addSpecifier(source, node, clause);
    if (edit) return { name, edits: [edit] };
  }
  const { semicolon } = styleOf(source);
  const space = /^import (?:type )?\{\S/m.test(source.text) ? '' : ' ';
  const code = `import {${space}${clause}${space}} from ${quoted(source, moduleName)}${semicolon}`;
  return { name, edits: [insertImport(source, code)] };
}

function addSpecifier(
  source: SourceCode,
  { specifiers }: TSESTree.ImportDeclaration,
  clause: string,
): TextEdit | undefined {
  const last = specifiers.at(-1);
  if (last?.type === 'ImportDefaultSpecifier') return insertAfter(last, `, { ${clause} }`);
  return last?.type === 'ImportSpecifier' ? appendToList(source, last, clause) : undefined;
}
