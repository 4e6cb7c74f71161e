import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileFunction } from 'node:vm';
import ts from 'typescript';
import type { Mutant } from '../mutation/mutant.js';
import type { Platform } from './platform.js';

const sourceFolder = fileURLToPath(new URL('../../src', import.meta.url));

type Exports = Record<string, unknown>;

/** Files without a bug, which every exploration loads again. */
const compiled = new Map<string, string>();

/** A bug, by the text that it replaces. */
export type Planted = Pick<Mutant, 'file' | 'find' | 'replace'>;

/**
 * The package's own sources, run on a model of shared memory.
 *
 * What is shipped says `Atomics` and `Int32Array`, and here those names mean the model. So the
 * algorithms are written once, what is explored is what is shipped, and what is shipped has no
 * trace of being explored.
 */
export class ModelledSource {
  readonly #platform: Platform;
  readonly #planted: Planted | undefined;
  readonly #loaded = new Map<string, Exports>();

  constructor(platform: Platform, planted?: Planted) {
    this.#platform = platform;
    this.#planted = planted;
  }

  /** Loads a file, named from `src`, with all that it imports. */
  load(file: string): Exports {
    const known = this.#loaded.get(file);
    if (known) return known;
    const exports: Exports = {};
    this.#loaded.set(file, exports);
    const names = Object.keys(this.#platform);
    const run = compileFunction(this.#compile(file), ['exports', 'require', ...names]);
    const load = (path: string) => this.load(join(dirname(file), path).replace(/\.js$/, '.ts'));
    run.call(undefined, exports, load, ...(Object.values(this.#platform) as unknown[]));
    return exports;
  }

  #compile(file: string): string {
    const isPlanted = this.#planted?.file === file;
    const known = isPlanted ? undefined : compiled.get(file);
    if (known !== undefined) return known;
    const source = readFileSync(join(sourceFolder, file), 'utf8');
    const { outputText } = ts.transpileModule(this.#plant(file, source), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
    });
    if (!isPlanted) compiled.set(file, outputText);
    return outputText;
  }

  #plant(file: string, source: string): string {
    if (this.#planted?.file !== file) return source;
    const { find, replace } = this.#planted;
    const places = source.split(find).length - 1;
    if (places !== 1) throw new Error(`"${find}" stands ${places} times in ${file}; make it one`);
    return source.replace(find, () => replace);
  }
}
