import { basename } from 'node:path';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noUncheckedIndexedAccess: true,
  noEmit: true,
  experimentalDecorators: true,
  // A program without an import would be a part of all the others.
  moduleDetection: ts.ModuleDetectionKind.Force,
  skipLibCheck: true,
  types: ['node'],
};

/**
 * The type errors of each file, checked against the packages that are installed; `texts` are files
 * that are nowhere but there.
 */
export function typeErrorsOf(
  files: readonly string[],
  texts: ReadonlyMap<string, string> = new Map(),
  options: ts.CompilerOptions = {},
): Map<string, string[]> {
  const program = ts.createProgram([...files], { ...OPTIONS, ...options }, sharingHost(texts));
  return new Map(
    files.map((file) => {
      const source = program.getSourceFile(file);
      const found = source
        ? [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
        : [];
      return [file, found.map(toLine)];
    }),
  );
}

function toLine({ file, start = 0, messageText }: ts.Diagnostic): string {
  const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
  return `${basename(file?.fileName ?? '')}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
}

const declarations = new Map<string, ts.SourceFile | undefined>();

/** Declarations do not change while programs are checked, and are most of what there is to read. */
function sharingHost(texts: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...more) => {
    const text = texts.get(name);
    if (text !== undefined) return ts.createSourceFile(name, text, more[0]);
    if (!/\.d\.[cm]?ts$/.test(name)) return read(name, ...more);
    if (!declarations.has(name)) declarations.set(name, read(name, ...more));
    return declarations.get(name);
  };
  return host;
}
