import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { DATABASES, type Database } from '../isolation.js';
import type { Schema } from './schema.js';

const PLACES = ['prisma/schema.prisma', 'schema.prisma', 'src/prisma/schema.prisma'];

/** The text of the Prisma schema that is nearest above a folder. */
export function prismaSchemaNear(folder: string): string | undefined {
  for (let at = folder; ; at = path.dirname(at)) {
    const file = PLACES.map((place) => path.join(at, place)).find((name) => existsSync(name));
    if (file !== undefined) return readFileSync(file, 'utf8');
    if (at === path.dirname(at)) return undefined;
  }
}

/** Adds the models of a Prisma schema: `email String @unique`, `@@unique([listId, position])`. */
export function addPrismaModels(schema: Schema, text: string): void {
  for (const [, name = '', body = ''] of text.matchAll(/^\s*model\s+(\w+)\s*\{([^}]*)\}/gm)) {
    const columns = [...body.matchAll(/^\s*(\w+)\s[^\n]*@(?:id|unique)\b/gm)];
    const together = [...body.matchAll(/@@(?:id|unique)\(\s*(?:fields:\s*)?\[([^\]]*)\]/g)];
    schema.add(name, {
      unique: [
        ...columns.map(([, column = '']) => [column]),
        ...together.map(([, list = '']) => list.split(',').map((part) => part.trim())),
      ],
      isVersioned: false,
    });
  }
}

/** The engine that a Prisma schema names. */
export function prismaDatabase(text: string): Database | undefined {
  const provider = /datasource\s+\w+\s*\{[^}]*provider\s*=\s*"(\w+)"/.exec(text)?.[1];
  const name = provider === 'sqlserver' ? 'mssql' : provider;
  return DATABASES.find((database) => database === name);
}
