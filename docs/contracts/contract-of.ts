import ts from 'typescript';

/** The contract of an exported class as Markdown: the bullets of its doc comment. */
export function contractOf(path: string, source: string): string {
  const bullets = bulletsOf(docOf(exportedClassOf(path, source)));
  if (bullets.length === 0) {
    throw new Error(
      `${path}: the doc comment of the class has no bullets like "- **Blocking:** …".`,
    );
  }
  return bullets.map((bullet) => `${bullet}\n`).join('');
}

/** The class that a primitive's file exports. */
export function exportedClassOf(path: string, source: string): ts.ClassDeclaration {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const [classNode] = file.statements.filter(isExportedClass);
  if (classNode === undefined) throw new Error(`${path} exports no class.`);
  return classNode;
}

function isExportedClass(node: ts.Statement): node is ts.ClassDeclaration {
  const isExport = ({ kind }: ts.ModifierLike) => kind === ts.SyntaxKind.ExportKeyword;
  return ts.isClassDeclaration(node) && node.modifiers?.some(isExport) === true;
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
