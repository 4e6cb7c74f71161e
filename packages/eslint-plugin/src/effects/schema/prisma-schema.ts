import type { Database } from '../isolation.js';
import type { ProjectConfig } from '../library.js';
import { fileNear, textAt } from './near-file.js';
import { databaseNamed, placesOf, schemaNamedIn } from './project-config.js';
import { countsChanges, type Schema, type StoredAs } from './schema.js';

const PLACES = [
  'prisma/schema.prisma',
  'schema.prisma',
  'src/prisma/schema.prisma',
  'prisma/schema',
];

/** The text of the Prisma schema that is nearest above a folder, or that a configuration there names. */
export function prismaSchemaNear(
  folder: string,
  config: ProjectConfig | undefined,
): string | undefined {
  const configs = config ? placesOf(config) : [];
  const file = fileNear(folder, [...configs, ...PLACES]);
  if (file === undefined) return undefined;
  const named = config && configs.some((place) => file.endsWith(place));
  const place = named ? (schemaNamedIn(file, config) ?? fileNear(folder, PLACES)) : file;
  return place && textAt(place, '.prisma');
}

/** Adds the models of a Prisma schema: `email String @unique`, `@@unique([listId, position])`. */
export function addPrismaModels(schema: Schema, text: string): void {
  for (const [, name = '', body = ''] of text.matchAll(/^\s*model\s+(\w+)\s*\{(.*?)^\s*\}/gms)) {
    const columns = [...body.matchAll(/^\s*(\w+)\s[^\n]*@(?:id|unique)\b/gm)];
    const together = [...body.matchAll(/@@(?:id|unique)\(\s*(?:fields:\s*)?\[([^\]]*)\]/g)];
    schema.add(name, {
      unique: [
        ...columns.map(([, column = '']) => [column]),
        ...together.map(([, list = '']) => list.split(',').map((part) => part.trim())),
      ],
      isVersioned: false,
      stored: storedAs(name, body),
      lists: [...body.matchAll(/^\s*(\w+)\s+\w+\[\]/gm)].map(([, field = '']) => field),
      version: [...body.matchAll(/^\s*(\w+)\s+Int\b(?!\?)/gm)]
        .map(([, column = '']) => column)
        .find(countsChanges),
    });
    const [, table] = /@@map\(\s*(?:name:\s*)?"(\w+)"/.exec(body) ?? [];
    if (table !== undefined) schema.addTable(name, table);
  }
}

/** The table of a model; one in a schema of its own is not named in full. */
function storedAs(name: string, body: string): StoredAs | undefined {
  if (/@@schema\b/.test(body)) return undefined;
  const table = /@@map\(\s*(?:name:\s*)?"([^"]*)"/.exec(body)?.[1] ?? name;
  // Of other types, a parameter has another one than the column.
  const fields = [...body.matchAll(/^\s*(\w+)\s+(?:Int|BigInt|String)(?![\w?[])([^\n]*)/gm)];
  const plain = fields.filter(([, , attributes = '']) => !attributes.includes('@db.'));
  const columns = plain.map(([, field = '', attributes = '']) => {
    return [field, /@map\(\s*(?:name:\s*)?"([^"]*)"/.exec(attributes)?.[1] ?? field] as const;
  });
  return { table, columns: Object.fromEntries(columns) };
}

/** The engine that a Prisma schema names. */
export function prismaDatabase(text: string): Database | undefined {
  const provider = /datasource\s+\w+\s*\{[^}]*provider\s*=\s*"(\w+)"/.exec(text)?.[1];
  return provider === undefined ? undefined : databaseNamed(provider);
}
