import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { insertAt, type TextEdit } from './edit.js';
import { isRequireStatement, requiredModule } from './module-kind.js';
import { endWithComment, startWithComments } from './source-ranges.js';
import { indentOf, reindent, styleOf } from './style.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Inserts an import of a package after the last one of a package, else before the first import. */
export function insertImport(source: SourceCode, text: string): TextEdit {
  const imports = importsOf(source);
  const last = imports.filter(isOfPackage).at(-1);
  const [first] = imports;
  if (last || !first) return insertBehind(source, last, text, 1);
  const code = reindent(text, indentOf(source, first), styleOf(source));
  return insertAt(startBelowHeader(source, first), code + styleOf(source).eol);
}

/** Inserts a declaration after the last import, else before the first statement. */
export function insertDeclaration(source: SourceCode, text: string): TextEdit {
  return insertBehind(source, importsOf(source).at(-1), text, 2);
}

function insertBehind(
  source: SourceCode,
  previous: TSESTree.Statement | undefined,
  text: string,
  lineBreaks: number,
): TextEdit {
  const style = styleOf(source);
  const place = previous ?? firstStatement(source);
  const indent = place ? indentOf(source, place) : '';
  const code = reindent(text, indent, style);
  if (previous) {
    const end = endWithComment(source, previous);
    const isCrowded = lineBreaks > 1 && /^\r?\n[\t ]*\S/.test(source.text.slice(end));
    const gap = style.eol.repeat(lineBreaks);
    return insertAt(end, gap + indent + code + (isCrowded ? style.eol : ''));
  }
  const start = place ? startBelowHeader(source, place) : source.ast.range[0];
  return insertAt(start, code + style.eol + style.eol + indent);
}

const known = new WeakMap<object, readonly TSESTree.Statement[]>();

/** The imports, or the calls of `require` that the file begins with; found once for each file. */
function importsOf(source: SourceCode): readonly TSESTree.Statement[] {
  const imports = known.get(source) ?? findImports(source);
  known.set(source, imports);
  return imports;
}

function findImports({ ast }: SourceCode): readonly TSESTree.Statement[] {
  const imports = ast.body.filter(
    (node) => node.type === 'ImportDeclaration' || node.type === 'TSImportEqualsDeclaration',
  );
  if (imports.length > 0) return imports;
  const statements = ast.body.filter((node) => !isDirective(node));
  const end = statements.findIndex((node) => !isRequireStatement(node));
  return end === -1 ? statements : statements.slice(0, end);
}

/** Whether what is imported is no file of the same program. */
function isOfPackage(statement: TSESTree.Statement): boolean {
  const name = moduleNameOf(statement);
  return name === undefined || !/^(?:[./#~]|@\/)/.test(name);
}

function moduleNameOf(statement: TSESTree.Statement): string | undefined {
  if (statement.type === 'ImportDeclaration') return statement.source.value;
  const [declarator] = statement.type === 'VariableDeclaration' ? statement.declarations : [];
  if (declarator) return requiredModule(declarator.init);
  return statement.type === 'ExpressionStatement'
    ? requiredModule(statement.expression)
    : undefined;
}

function firstStatement({ ast }: SourceCode): TSESTree.Statement | undefined {
  return ast.body.find((node) => !isDirective(node));
}

function isDirective(node: TSESTree.Statement): boolean {
  return node.type === 'ExpressionStatement' && typeof node.directive === 'string';
}

/** The statement's own comments stay with it; what is said of the file stays at its head. */
function startBelowHeader(source: SourceCode, node: TSESTree.Statement): number {
  const start = startWithComments(source, node);
  if (source.getTokenBefore(node)) return start;
  const own = source.getCommentsBefore(node).filter((comment) => comment.range[0] >= start);
  const last = own.findLastIndex((comment) => FILE_COMMENT.test(comment.value));
  return (last === -1 ? start : own[last + 1]?.range[0]) ?? node.range[0];
}

const FILE_COMMENT =
  /^[\s*!]*(?:@ts-|@license|@jsx|@fileoverview|@flow|eslint|prettier|copyright|licen[sc]e|spdx|global|istanbul|oxlint)/i;
