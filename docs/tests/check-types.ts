import { join } from 'node:path';
import ts from 'typescript';
import type { CodeBlock } from './code-block.js';
import { placeOf, repository } from './markdown-block.js';

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  jsx: ts.JsxEmit.ReactJSX,
  types: ['node'],
  strict: true,
  noEmit: true,
  allowJs: true,
  checkJs: true,
  skipLibCheck: true,
};

/** A parameter without a type is an error in TypeScript and normal in JavaScript. */
const untypedParameters = new Set([7006, 7031]);

/** The file that a block stands for, beside the models that the examples import. */
export function pathOf(block: CodeBlock): string {
  const name = placeOf(block).replace(/[^\w-]+/g, '-');
  return join(repository, 'docs/models', `${name}.${block.extension}`);
}

/** One strict program with every block as a module of its own. */
export function toProgram(blocks: readonly CodeBlock[]): ts.Program {
  const texts = new Map(blocks.map((block) => [pathOf(block), block.code]));
  const host = ts.createCompilerHost(options);
  host.fileExists = (path) => texts.has(path) || ts.sys.fileExists(path);
  host.readFile = (path) => texts.get(path) ?? ts.sys.readFile(path);
  host.getCurrentDirectory = () => repository;
  return ts.createProgram([...texts.keys()], options, host);
}

/** What the compiler says about a block, each with its place in the page. */
export function findTypeErrors(program: ts.Program, block: CodeBlock): string[] {
  const file = program.getSourceFile(pathOf(block));
  if (file === undefined)
    throw new Error(`${placeOf(block)}: the compiler did not read the block.`);
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    .filter(({ code }) => block.extension.includes('t') || !untypedParameters.has(code))
    .map((diagnostic) => {
      const { line } = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0);
      const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
      return `${placeOf(block, line + 1)}: ${message}`;
    });
}
