import path from 'node:path';

import { DATABASES, type Database } from '../isolation.js';
import type { Library, ProjectConfig } from '../library.js';
import { fileNear, textAt } from './near-file.js';

const ENDINGS = ['ts', 'js', 'mts', 'mjs', 'cts', 'cjs'];

/** What engines are called beside their own names. */
const ALIASES: Readonly<Record<string, Database>> = {
  postgres: 'postgresql',
  sqlserver: 'mssql',
  turso: 'sqlite',
  libsql: 'sqlite',
  'better-sqlite': 'sqlite',
};

/** The engine that the configuration of one of the libraries names: `defineConfig({ dialect: 'mysql' })`. */
export function configuredDatabase(
  libraries: readonly Library[],
  folder: string,
): Database | undefined {
  for (const { schema } of libraries) {
    const file = schema?.config?.engine && fileNear(folder, placesOf(schema.config));
    const name = file && schema.config?.engine?.exec(textAt(file) ?? '')?.[1];
    const database = name ? databaseNamed(name) : undefined;
    if (database) return database;
  }
  return undefined;
}

/** The engine by the name that a configuration or a schema gives it. */
export function databaseNamed(name: string): Database | undefined {
  return ALIASES[name] ?? DATABASES.find((database) => database === name);
}

/** Where the configuration of a library may stand. */
export function placesOf({ name }: ProjectConfig): string[] {
  return ENDINGS.flatMap((ending) => [`${name}.${ending}`, `src/${name}.${ending}`]);
}

/** Where the file says that the schema is: `defineConfig({ schema: 'db/schema.prisma' })`. */
export function schemaNamedIn(file: string, { schema }: ProjectConfig): string | undefined {
  const written = schema?.exec(textAt(file) ?? '')?.[1] ?? '';
  // `path.join('db', 'schema')` is written in parts.
  const parts = [...written.matchAll(/(['"`])([^'"`]+)\1/g)].map(([, , part = '']) => part);
  return parts.length === 0 ? undefined : path.join(path.dirname(file), ...parts);
}
