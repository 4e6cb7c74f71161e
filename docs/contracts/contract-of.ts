import ts from 'typescript';

/** The contract of an exported class or function as Markdown: the bullets of its doc comment. */
export function contractOf(path: string, source: string): string {
  const bullets = bulletsOf(docOf(exportedUnitOf(path, source)));
  if (bullets.length === 0) {
    throw new Error(`${path}: its doc comment has no bullets like "- **Blocking:** …".`);
  }
  return bullets.map((bullet) => `${bullet}\n`).join('');
}

/** The class or function that a primitive's file exports first. */
export function exportedUnitOf(path: string, source: string): Unit {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const [unit] = file.statements.filter(isExportedUnit);
  if (unit === undefined) throw new Error(`${path} exports no class and no function.`);
  return unit;
}

type Unit = ts.ClassDeclaration | ts.FunctionDeclaration;

function isExportedUnit(node: ts.Statement): node is Unit {
  const isExport = ({ kind }: ts.ModifierLike) => kind === ts.SyntaxKind.ExportKeyword;
  if (!ts.isClassDeclaration(node) && !ts.isFunctionDeclaration(node)) return false;
  return node.modifiers?.some(isExport) === true;
}

/** The text of the doc comment that stands before a node. */
export function docOf(node: ts.Node): string {
  const docs = ts.getJSDocCommentsAndTags(node).filter((doc) => ts.isJSDoc(doc));
  return ts.getTextOfJSDocComment(docs.at(-1)?.comment) ?? '';
}

/** Each bullet on one line; the formatter breaks it. */
function bulletsOf(doc: string): string[] {
  const [, ...bullets] = doc.replace(/\{@link (\S+?)\}/g, '`$1`').split(/^- (?=\*\*)/m);
  return bullets.map(
    (bullet) =>
      `- ${bullet
        .split(/\n\s*\n/)[0]
        ?.replace(/\s+/g, ' ')
        .trim()}`,
  );
}
