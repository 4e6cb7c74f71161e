import type { TSESLint } from '@typescript-eslint/utils';

import type { Write } from './access.js';
import { Arena } from './arena.js';
import type { Run } from './frame.js';
import { interpretFile } from './interpret.js';
import type { Library } from './library.js';
import { LibraryIndex } from './library-index.js';
import { Scopes } from './scopes.js';

/** What the code of one file does to what is shared. */
export interface FileModel {
  readonly source: Readonly<TSESLint.SourceCode>;
  readonly filename: string;
  /** Found when they are first asked for. */
  readonly writes: readonly Write[];
}

const models = new WeakMap<object, FileModel>();

/** Something suspends, and something is written: else no update can be lost. */
const SUSPENDS = /\b(await|yield)\b|\.then\s*\(|\.save\s*\(|\bwriteFile\b/;
const CALLS_WRITE =
  /\b(save|persist|update|set|put|store|insert|create|patch|replace|write|query|execute|flush|add|exec)\w*\s*[(<]/i;
const ASSIGNS = /(\+\+|--|[^=!<>]=[^=>])/;
/** Declarations, default values and properties of types assign to nothing that others see. */
const DECLARES = /\b(const|type)\s+[^=;]+=(?!=)/g;

/**
 * The model of a file, built once for all rules.
 *
 * - **Cost:** a file in which nothing suspends costs one scan of its text.
 * - **Memory:** kept as long as the source code is.
 */
export function modelOf(
  source: Readonly<TSESLint.SourceCode>,
  filename: string,
  libraries: readonly Library[],
): FileModel {
  let model = models.get(source);
  if (!model) {
    let writes: readonly Write[] | undefined;
    model = {
      source,
      filename,
      get writes() {
        return (writes ??= findWrites(source, filename, libraries));
      },
    };
    models.set(source, model);
  }
  return model;
}

function findWrites(
  source: Readonly<TSESLint.SourceCode>,
  filename: string,
  libraries: readonly Library[],
): readonly Write[] {
  if (!canRace(source.text)) return [];
  const run: Run = {
    source,
    filename,
    scopes: new Scopes(source),
    arena: new Arena(),
    libraries: new LibraryIndex(libraries, source),
    writes: new Map(),
    followed: new Set(),
    deferred: [],
    budget: { left: 0 },
  };
  interpretFile(run);
  return [...run.writes.values()];
}

function canRace(text: string): boolean {
  if (!SUSPENDS.test(text)) return false;
  return CALLS_WRITE.test(text) || ASSIGNS.test(text.replace(DECLARES, ''));
}
