import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { Mutant } from './mutant.js';

const sourceFolder = fileURLToPath(new URL('../../src', import.meta.url));
const cacheFolder = fileURLToPath(
  new URL('../../../../node_modules/.cache/interlocked-mutants/', import.meta.url),
);

/** Compiled copies of the package's sources, each with one planted bug, that can be loaded. */
export class MutatedSource {
  readonly #folder: string;
  readonly #compiled = new Map<string, string>();
  #copies = 0;

  constructor() {
    mkdirSync(cacheFolder, { recursive: true });
    this.#folder = mkdtempSync(cacheFolder);
    writeFileSync(join(this.#folder, 'package.json'), '{ "type": "module" }');
  }

  /** Loads `module` (a path from `src`, without extension) from a copy that has the bug. */
  async load(mutant: Mutant, module: string): Promise<Record<string, unknown>> {
    return (await import(/* @vite-ignore */ this.urlOf(mutant, module))) as Record<string, unknown>;
  }

  /** Where `module` is in a copy that has the bug, for a worker to import. */
  urlOf(mutant: Mutant, module: string): string {
    const copy = join(this.#folder, `mutant-${this.#copies++}`);
    const written = new Set<string>();
    this.#write(copy, `${module}.ts`, mutant, written);
    if (!written.has(mutant.file)) {
      throw new Error(`mutant "${mutant.name}": ${module} does not import ${mutant.file}`);
    }
    return pathToFileURL(join(copy, `${module}.js`)).href;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Writes `file` and whatever it imports. */
  #write(copy: string, file: string, mutant: Mutant, written: Set<string>): void {
    if (written.has(file)) return;
    written.add(file);
    const text = file === mutant.file ? compile(plant(mutant)) : this.#compile(file);
    const target = join(copy, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    for (const [, imported] of text.matchAll(/(?:from|import) '(\.[^']+)\.js'/g)) {
      this.#write(copy, posix.join(posix.dirname(file), `${imported}.ts`), mutant, written);
    }
  }

  #compile(file: string): string {
    let text = this.#compiled.get(file);
    if (text === undefined) {
      text = compile(readFileSync(join(sourceFolder, file), 'utf8'));
      this.#compiled.set(file, text);
    }
    return text;
  }
}

function compile(text: string): string {
  return ts.transpileModule(text, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;
}

function plant({ name, file, find, replace }: Mutant): string {
  const text = readFileSync(join(sourceFolder, file), 'utf8');
  const places = text.split(find).length - 1;
  if (places !== 1) {
    throw new Error(`mutant "${name}": its text stands ${places} times in ${file}; make it one`);
  }
  return text.replace(find, () => replace);
}
