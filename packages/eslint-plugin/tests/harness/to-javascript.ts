import ts from 'typescript';

/** Newer than the parser of ESLint 8: `import(name, { with: … })`. */
const IMPORT_OPTIONS = /, \{ with: \{[^}]*\} \}/g;

/** The text without its types, in syntax that every host knows. */
export function toJavaScript(text: string): string {
  const target = ts.ScriptTarget.ES2022;
  const compilerOptions = { target, module: ts.ModuleKind.ESNext, jsx: ts.JsxEmit.React };
  const { outputText } = ts.transpileModule(text, { compilerOptions, fileName: 'a.tsx' });
  return outputText.replace(IMPORT_OPTIONS, '');
}
