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
  skipLibCheck: true,
  types: ['node'],
};

/** The type errors of each file, checked against the packages that are installed. */
export function typeErrorsOf(files: readonly string[]): Map<string, string[]> {
  const program = ts.createProgram([...files], OPTIONS);
  const errors = new Map<string, string[]>(files.map((file) => [file, []]));
  for (const { file, start = 0, messageText } of ts.getPreEmitDiagnostics(program)) {
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const text = ts.flattenDiagnosticMessageText(messageText, ' ');
    errors.get(file?.fileName ?? '')?.push(`${basename(file?.fileName ?? '')}:${line} ${text}`);
  }
  return errors;
}
