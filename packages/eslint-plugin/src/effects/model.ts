import type { TSESLint } from '@typescript-eslint/utils';

import type { Write } from './access.js';
import { Arena } from './arena.js';
import type { Run } from './frame.js';
import { interpretFile } from './interpret.js';
import type { Library } from './library.js';
import { importedPackages, LibraryIndex } from './library-index.js';
import { Scopes } from './scopes.js';

/** What the code of one file does to what is shared. */
export interface FileModel {
  readonly source: Readonly<TSESLint.SourceCode>;
  readonly filename: string;
  readonly writes: readonly Write[];
}

const models = new WeakMap<object, FileModel>();

/** Something suspends, and something is written: else no update can be lost. */
const CAN_RACE = /\b(await|yield)\b|\.then\s*\(|\.save\s*\(|\bcallback\b/;

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
    model = buildModel(source, filename, libraries);
    models.set(source, model);
  }
  return model;
}

function buildModel(
  source: Readonly<TSESLint.SourceCode>,
  filename: string,
  libraries: readonly Library[],
): FileModel {
  if (!CAN_RACE.test(source.text)) return { source, filename, writes: [] };
  const run: Run = {
    source,
    filename,
    scopes: new Scopes(source),
    arena: new Arena(),
    libraries: new LibraryIndex(libraries, importedPackages(source)),
    writes: new Map(),
    followed: new Set(),
    deferred: [],
    budget: { left: 0 },
  };
  interpretFile(run);
  return { source, filename, writes: [...run.writes.values()] };
}
