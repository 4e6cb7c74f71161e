import { existsSync, readFileSync, statSync } from 'node:fs';

import type { TSESLint } from '@typescript-eslint/utils';

import type { Library } from '../library.js';
import { parseText, type Parsing } from '../parse-other-file.js';
import { addDeclaredModels } from './declared-in-code.js';
import { declaringFilesIn } from './declaring-files.js';
import { addPrismaModels } from './prisma-schema.js';
import { Schema, type ModelSchema } from './schema.js';
import { addSqlTables, mayDeclareSql } from './sql-schema.js';

/** Longer files are out of sight. */
const MAX_BYTES = 500_000;

/** Words without which a file says neither what is unique nor what tables are called. */
const DECIDING = /unique|primary|\bdefine\(|\btableName\b|@Entity\(/i;

/** How the files of a project are read: with the parser of the file that asks. */
export interface Reading {
  readonly like: Readonly<TSESLint.SourceCode>;
  readonly parsing: Parsing;
  readonly libraries: readonly Library[];
}

/**
 * The models that the files of a project declare.
 *
 * - **Cost:** the folders are gone through when the first model is asked for. Of the files that
 *   declare models, those are parsed whose text declares one that is asked for, each once. SQL is
 *   looked through, not parsed.
 * - **Memory:** the texts that say something is unique, as long as the process lives.
 */
class ProjectSchema {
  readonly #files: { readonly name: string; readonly text: string }[];
  readonly #schema = new Schema();
  readonly #asked = new Set<string>();

  constructor(folder: string) {
    const files = declaringFilesIn(folder).flatMap((name) => {
      const text = textOf(name);
      return DECIDING.test(text) ? [{ name, text }] : [];
    });
    const isSql = ({ name }: { name: string }): boolean => name.endsWith('.sql');
    this.#files = files.filter((file) => !isSql(file));
    addSqlTables(
      this.#schema,
      files
        .filter(isSql)
        .map(({ text }) => text)
        .join(';\n'),
    );
  }

  of(model: string, reading: Reading): ModelSchema {
    // What is read may tell of further tables.
    for (const name of this.#namesOf(model)) {
      if (!this.#asked.has(name)) this.#read(name, reading);
      this.#asked.add(name);
    }
    return this.#schema.of(model);
  }

  *#namesOf(model: string): Generator<string, void> {
    const given = new Set<string>();
    for (let next; (next = this.#schema.namesOf(model).find((name) => !given.has(name)));) {
      given.add(next);
      yield next;
    }
  }

  #read(name: string, reading: Reading): void {
    const declares = declarationOf(name);
    for (const [i, { name: file, text }] of [...this.#files.entries()].reverse()) {
      if (!declares.test(text)) continue;
      this.#files.splice(i, 1);
      addModelsOf(this.#schema, file, text, reading);
    }
  }
}

/** `class User`, `const userSchema`, `model<IUser>('User'`, `pgTable('users'`, and `model User {` */
function declarationOf(name: string): RegExp {
  const letters = [...name].map((letter) => letter.replace(/\W/g, '\\$&')).join('_?');
  return new RegExp(
    `(class|const|let|var|model|define|Table|name|on|(add|create)(Index|\\w*Constraint))\\b(<[^(\\n]*>)?\\W{0,4}${letters.replace(/y$/, '(y|ie)')}[a-z]{0,3}(Model|Schema|Entity|Table)*\\b`,
    'i',
  );
}

function addModelsOf(schema: Schema, file: string, text: string, reading: Reading): void {
  if (file.endsWith('.prisma')) return addPrismaModels(schema, text);
  if (mayDeclareSql(text)) addSqlTables(schema, text);
  const source = parseText(text, file, reading.like, reading.parsing);
  if (source) addDeclaredModels(schema, source, reading.libraries);
}

function textOf(file: string): string {
  try {
    return statSync(file).size > MAX_BYTES ? '' : readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

const projects = new Map<string, ProjectSchema>();

/** The models of the project that a file is of; none where the file is not on disk. */
export function projectSchemaOf(folder: string, file: string): ProjectSchema | undefined {
  if (!existsSync(file)) return undefined;
  let known = projects.get(folder);
  if (!known) projects.set(folder, (known = new ProjectSchema(folder)));
  return known;
}

export type { ProjectSchema };
