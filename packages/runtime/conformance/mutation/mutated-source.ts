import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';
import type { Mutant } from './mutant.js';

const sourceFolder = fileURLToPath(new URL('../../src', import.meta.url));
const cacheFolder = fileURLToPath(
  new URL('../../../../node_modules/.cache/interlocked-mutants/', import.meta.url),
);

/** The package's sources, compiled once, of which copies with one planted bug can be loaded. */
export class MutatedSource {
  readonly #folder: string;
  #copies = 0;

  constructor() {
    mkdirSync(cacheFolder, { recursive: true });
    this.#folder = mkdtempSync(cacheFolder);
    writeFileSync(join(this.#folder, 'package.json'), '{ "type": "module" }');
    for (const file of readdirSync(sourceFolder, { recursive: true, encoding: 'utf8' })) {
      if (/\.ts$/.test(file) && !/\.(test|bench)\.ts$/.test(file)) {
        this.#compile('base', file, readFileSync(join(sourceFolder, file), 'utf8'));
      }
    }
  }

  /** Loads `module` (a path from `src`, without extension) from a copy that has the bug. */
  async load(mutant: Mutant, module: string): Promise<Record<string, unknown>> {
    return (await import(/* @vite-ignore */ this.urlOf(mutant, module))) as Record<string, unknown>;
  }

  /** Where `module` is in a copy that has the bug, for a worker to import. */
  urlOf(mutant: Mutant, module: string): string {
    const copy = `mutant-${this.#copies++}`;
    cpSync(join(this.#folder, 'base'), join(this.#folder, copy), { recursive: true });
    this.#compile(copy, mutant.file, plant(mutant));
    return pathToFileURL(join(this.#folder, copy, `${module}.js`)).href;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #compile(copy: string, file: string, text: string): void {
    const target = join(this.#folder, copy, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    const { outputText } = ts.transpileModule(text, {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
    });
    writeFileSync(target, outputText);
  }
}

function plant({ name, file, find, replace }: Mutant): string {
  const text = readFileSync(join(sourceFolder, file), 'utf8');
  const places = text.split(find).length - 1;
  if (places !== 1) {
    throw new Error(`mutant "${name}": its text stands ${places} times in ${file}; make it one`);
  }
  return text.replace(find, () => replace);
}
