import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { codeOf } from '../syntax/code-text.js';
import { nodesOfType } from '../syntax/walk.js';
import type { Write } from './access.js';
import { Arena } from './arena.js';
import type { FileParts, RowLockState, Run } from './frame.js';
import { interpretFile } from './interpret.js';
import type { Library, ProjectConfig } from './library.js';
import { LibraryEvidence } from './library-evidence.js';
import { databaseOf, type Database } from './isolation.js';
import { LibraryIndex, type Match } from './library-index.js';
import { LockIndex, mentionsLock, usesLock } from './locks/lock-index.js';
import type { LockLibrary } from './locks/lock-library.js';
import { addDeclaredModels } from './schema/declared-in-code.js';
import { modelsOfType, shorterNames } from './schema/declared-type.js';
import { addPrismaModels, prismaDatabase, prismaSchemaNear } from './schema/prisma-schema.js';
import { configuredDatabase } from './schema/project-config.js';
import { projectSchemaOf } from './schema/project-schema.js';
import { Schema, type ModelSchema } from './schema/schema.js';
import { operationsOf } from './operation-table.js';
import type { OtherFile } from './other-files.js';
import type { Parsing } from './parse-other-file.js';
import { Scopes } from './scopes.js';
import { otherSinks } from './sinks/other-sinks.js';
import { memorySinks } from './sinks/memory-sinks.js';
import { storedSinks } from './sinks/stored-sinks.js';
import { callsIn, type TextCall } from './sinks/text-calls.js';
import { maySuspend } from './suspensions.js';
import { otherFilesOf } from './typed-files.js';

/** What the code of one file does to what is shared. */
export interface FileModel {
  readonly source: Readonly<TSESLint.SourceCode>;
  readonly filename: string;
  readonly scopes: Scopes;
  /** The calls that take locks and let them go; found when they are first asked for. */
  readonly locks: LockIndex;
  /** The engine behind the libraries, as far as settings, imports or the project's configuration say. */
  readonly database: Database | undefined;
  /** What is declared of the models, in the file or in a Prisma schema above it. */
  readonly schema: Schema;
  /** The sets of columns that are unique among a model's rows, wherever the project declares it. */
  uniqueOf(name: string | undefined): ModelSchema['unique'];
  /** Found when they are first asked for. */
  readonly writes: readonly Write[];
  /** What each call is to the library that knows it. */
  readonly matches: ReadonlyMap<TSESTree.Node, Match>;
  /** Whether the row locks that calls ask for are held. */
  readonly rowLocks: ReadonlyMap<TSESTree.Node, RowLockState>;
}

const models = new WeakMap<object, FileModel>();

/** The model of a file, where a rule has asked for it already. */
export function builtModelOf(source: Readonly<TSESLint.SourceCode>): FileModel | undefined {
  return models.get(source);
}

/**
 * The model of a file, built once for all rules.
 *
 * - **Cost:** a file in which nothing suspends costs one scan of its text.
 * - **Memory:** kept as long as the source code is.
 */
export function modelOf(
  source: Readonly<TSESLint.SourceCode>,
  filename: string,
  libraries: Libraries,
): FileModel {
  let model = models.get(source);
  if (!model) {
    model = new LazyModel(source, filename, libraries);
    models.set(source, model);
  }
  return model;
}

/** The libraries that code may use. */
export interface Libraries {
  readonly data: readonly Library[];
  readonly locks: readonly LockLibrary[];
  /** The engine behind them; without one, what the imports tell. */
  readonly database?: Database | undefined;
  /** Where the file is, to find a schema near it. */
  readonly folder?: string | undefined;
  /** How files that the linted one calls are read. */
  readonly parsing?: Parsing | undefined;
}

class LazyModel implements FileModel {
  readonly source: Readonly<TSESLint.SourceCode>;
  readonly filename: string;
  readonly #libraries: Libraries;
  #scopes: Scopes | undefined;
  #locks: LockIndex | undefined;
  #schema: Schema | undefined;
  #database: { readonly name: Database | undefined } | undefined;
  #effects: Effects | undefined;
  #code: string | undefined;
  #calls: readonly TextCall[] | undefined;
  #evidence: LibraryEvidence | undefined;

  constructor(
    source: Readonly<TSESLint.SourceCode>,
    filename: string,
    libraries: Libraries,
    scopes?: Scopes,
  ) {
    this.source = source;
    this.filename = filename;
    this.#libraries = libraries;
    this.#scopes = scopes;
  }

  get scopes(): Scopes {
    return (this.#scopes ??= new Scopes(this.source));
  }

  get locks(): LockIndex {
    return (this.#locks ??= locksOf(this, this.#libraries.locks));
  }

  get database(): Database | undefined {
    this.#database ??= { name: databaseBehind(this.source.text, this.evidence, this.#libraries) };
    return this.#database.name;
  }

  get schema(): Schema {
    return (this.#schema ??= schemaOf(this, this.#libraries));
  }

  /** The text without what no code is. */
  get code(): string {
    return (this.#code ??= codeOf(this.source));
  }

  /** The calls that some library knows, as the text shows them. */
  get calls(): readonly TextCall[] {
    return (this.#calls ??= callsIn(this.code, operationsOf(this.#libraries.data)));
  }

  get evidence(): LibraryEvidence {
    return (this.#evidence ??= new LibraryEvidence(
      this.#libraries.data,
      this.source.text,
      this.code,
      this.calls,
    ));
  }

  uniqueOf(name: string | undefined): ModelSchema['unique'] {
    if (name === undefined) return [];
    const { data, parsing } = this.#libraries;
    const project = parsing && projectSchemaOf(parsing.project, parsing.file);
    const uniqueOf = (model: string): ModelSchema['unique'] => {
      const reading = parsing && { like: this.source, parsing, libraries: data };
      const elsewhere = reading && project?.of(model, reading).unique;
      return [...this.schema.of(model).unique, ...(elsewhere ?? [])];
    };
    const known = [name, ...modelsOfType(this.source.text, name)].flatMap(uniqueOf);
    return known.length > 0 ? known : shorterNames(name).flatMap(uniqueOf);
  }

  get writes(): readonly Write[] {
    return this.#found.writes;
  }

  get matches(): Effects['matches'] {
    return this.#found.matches;
  }

  get rowLocks(): Effects['rowLocks'] {
    return this.#found.rowLocks;
  }

  get #found(): Effects {
    return (this.#effects ??= effectsOf(this, this.#libraries));
  }
}

/** No lock that is mentioned, no look at the variables. */
function locksOf(model: LazyModel, libraries: readonly LockLibrary[]): LockIndex {
  const isPossible =
    mentionsLock(model.source.text, libraries) && usesLock(model.source, model.code, libraries);
  if (!isPossible) return NO_LOCKS;
  return new LockIndex(nodesOfType(model.source, 'CallExpression'), model.scopes, libraries);
}

const NO_LOCKS = new LockIndex([], new Scopes(undefined), []);

type Effects = Pick<FileModel, 'writes' | 'matches' | 'rowLocks'>;

const NONE: Effects = { writes: [], matches: new Map(), rowLocks: new Map() };

function effectsOf(model: LazyModel, { data, parsing, ...near }: Libraries): Effects {
  const { source, filename } = model;
  // Nothing is lost where nothing suspends.
  if (!maySuspend(source.text) || !maySuspend(model.code)) return NONE;
  const { code, calls, evidence } = model;
  const others = parsing && otherFilesOf(model, parsing);
  const sinks = [
    ...storedSinks(calls, code, operationsOf(data), evidence),
    ...memorySinks(code, source.scopeManager),
    ...(others ? otherSinks(model, others) : []),
  ];
  if (sinks.length === 0) return NONE;
  const { scopes } = model;
  const run: Run = {
    source,
    code,
    filename,
    scopes,
    arena: new Arena(),
    libraries: new LibraryIndex(data, evidence, scopes),
    others,
    partsOf: (file) => partsOf(file, { data, ...near }),
    sinks,
    // Only what asks for a level of isolation depends on an engine that is configured elsewhere.
    database: /isolation/i.test(source.text)
      ? model.database
      : (near.database ?? databaseOf(evidence.imported)),
    locks: model.locks,
    writes: new Map(),
    matches: new Map(),
    rowLocks: new Map(),
    births: new Map(),
    gated: new Set(),
    followed: new Set(),
    deferred: [],
    budget: { left: 0 },
  };
  interpretFile(run);
  const { matches, rowLocks } = run;
  return { writes: [...run.writes.values()], matches, rowLocks };
}

const parts = new WeakMap<OtherFile, FileParts>();

/** What is known of another file, for all files that lead to it. */
function partsOf(file: OtherFile, libraries: Libraries): FileParts {
  let known = parts.get(file);
  if (!known) {
    const { source, filename } = file;
    const { code, scopes, locks, evidence } = new LazyModel(
      source,
      filename,
      libraries,
      file.scopes,
    );
    const index = new LibraryIndex(libraries.data, evidence, scopes);
    parts.set(file, (known = { source, code, filename, scopes, locks, libraries: index }));
  }
  return known;
}

/** What the settings say, else the imports, else a Prisma schema, else a configuration. */
function databaseBehind(
  text: string,
  evidence: LibraryEvidence,
  { database, folder, data }: Libraries,
): Database | undefined {
  const known = database ?? databaseOf(evidence.imported);
  if (known || folder === undefined) return known;
  const schema = /prisma/i.test(text) ? prismaSchemaNear(folder, prismaConfig(data)) : undefined;
  const named = schema === undefined ? undefined : prismaDatabase(schema);
  const imported = data.filter((library) => evidence.isImported(library));
  return named ?? configuredDatabase(imported, folder);
}

function prismaConfig(data: readonly Library[]): ProjectConfig | undefined {
  return data.find(({ name }) => name === 'prisma')?.schema?.config;
}

function schemaOf({ source, evidence }: LazyModel, { data, folder }: Libraries): Schema {
  const schema = new Schema();
  const imported = data.filter((library) => evidence.isImported(library));
  addDeclaredModels(schema, source, imported);
  const isPrisma = folder !== undefined && /prisma/i.test(source.text);
  const text = isPrisma ? prismaSchemaNear(folder, prismaConfig(data)) : undefined;
  if (text !== undefined) addPrismaModels(schema, text);
  return schema;
}
