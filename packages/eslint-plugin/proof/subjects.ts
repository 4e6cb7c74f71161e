import { readFileSync } from 'node:fs';

export type EngineName = 'postgresql' | 'redis' | 'sqlite';

/** A library whose repairs are proven: the packages that its programs import, and what they run on. */
export interface Subject {
  readonly library: string;
  readonly packages: readonly string[];
  readonly engine: EngineName;
}

export const SUBJECTS: readonly Subject[] = [
  { library: 'sequelize', packages: ['sequelize'], engine: 'postgresql' },
  { library: 'pg', packages: ['pg'], engine: 'postgresql' },
  { library: 'prisma', packages: ['@prisma/client'], engine: 'postgresql' },
  { library: 'typeorm', packages: ['typeorm'], engine: 'postgresql' },
  { library: 'drizzle', packages: ['drizzle-orm'], engine: 'postgresql' },
  { library: 'kysely', packages: ['kysely'], engine: 'postgresql' },
  { library: 'knex', packages: ['knex'], engine: 'postgresql' },
  { library: 'objection', packages: ['objection', 'knex'], engine: 'postgresql' },
  { library: 'mikro-orm', packages: ['@mikro-orm/core'], engine: 'postgresql' },
  { library: 'sqlite', packages: ['libsql'], engine: 'sqlite' },
  { library: 'redis', packages: ['redis'], engine: 'redis' },
];

const MANIFEST = new URL('../package.json', import.meta.url);

/** `sequelize 6.37.8`: the packages with the versions that this repository pins. */
export function versionsOf({ packages }: Subject): string {
  const { devDependencies } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return packages.map((name) => `${name} ${devDependencies[name] ?? '(not pinned)'}`).join(', ');
}
