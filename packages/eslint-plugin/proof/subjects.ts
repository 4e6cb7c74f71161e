import { readFileSync } from 'node:fs';

export type EngineName =
  | 'postgresql'
  | 'redis'
  | 'mariadb'
  | 'sqlite'
  | 'dynamodb'
  | 'postgrest'
  | 'firestore'
  | 'kv'
  | 'durable-object'
  | 'd1'
  | 'files'
  | 'node'
  | 'statements';

/** A library with programs that import its packages, and what they run on. */
export interface Subject {
  readonly library: string;
  readonly packages: readonly string[];
  readonly engine: EngineName;
  /** The library whose description covers it, if it has none of its own. */
  readonly describedBy?: string;
  /** The shapes of its programs that the engine has no column for. */
  readonly without?: readonly string[];
}

/** The libraries whose repairs are proven. */
const STORES: readonly Subject[] = [
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
  { library: 'postgres', packages: ['postgres'], engine: 'postgresql' },
  { library: 'mysql', packages: ['mysql2'], engine: 'mariadb' },
  { library: 'dynamodb', packages: ['@aws-sdk/lib-dynamodb', 'dynalite'], engine: 'dynamodb' },
  { library: 'fs', packages: [], engine: 'files' },
  { library: 'lowdb', packages: ['lowdb'], engine: 'files' },
];

const PLAIN_COLUMNS = { without: ['list', 'json'] };

/** Libraries that are proven on another engine as well, by the same programs. */
const ELSEWHERE: readonly Subject[] = [
  { library: 'sequelize', packages: ['sequelize'], engine: 'mariadb', ...PLAIN_COLUMNS },
  // Its relation is made of tables in the words of PostgreSQL.
  {
    library: 'typeorm',
    packages: ['typeorm'],
    engine: 'mariadb',
    without: [...PLAIN_COLUMNS.without, 'relation'],
  },
  { library: 'kysely', packages: ['kysely'], engine: 'mariadb', ...PLAIN_COLUMNS },
  { library: 'knex', packages: ['knex'], engine: 'mariadb', ...PLAIN_COLUMNS },
  { library: 'objection', packages: ['objection', 'knex'], engine: 'mariadb', ...PLAIN_COLUMNS },
];

/** What repairs are proven for: libraries, memory, and threads. */
export const SUBJECTS: readonly Subject[] = [
  ...STORES,
  ...ELSEWHERE,
  { library: 'supabase', packages: ['@supabase/postgrest-js'], engine: 'postgrest' },
  {
    library: 'google-firestore',
    packages: ['@google-cloud/firestore', '@firestore-emulator/server'],
    engine: 'firestore',
  },
  { library: 'd1', packages: ['miniflare'], engine: 'node', describedBy: 'sqlite' },
  { library: 'ioredis', packages: ['ioredis'], engine: 'redis', describedBy: 'redis' },
  { library: 'memory', packages: [], engine: 'node' },
  { library: 'threads', packages: [], engine: 'node' },
];

/** The libraries whose facts are established: those, and the ones that no program of a proof uses. */
export const PROBED: readonly Subject[] = [
  ...STORES,
  { library: 'cloudflare-kv', packages: ['miniflare'], engine: 'kv' },
  { library: 'durable-object', packages: ['miniflare'], engine: 'durable-object' },
  { library: 'd1', packages: ['miniflare'], engine: 'd1', describedBy: 'sqlite' },
  { library: 'mongoose', packages: ['mongoose'], engine: 'statements' },
  { library: 'mongodb', packages: ['mongodb'], engine: 'statements' },
];

/** Why the other libraries are not asked. */
export const NOT_PROBED: Readonly<Record<string, string>> = {
  firestore: 'its emulator needs Java and does not come from npm',
  'firestore-admin': 'its emulator needs Java and does not come from npm',
  'google-firestore': 'its emulator from npm knows no transactions; its repairs are proven on it',
  supabase: 'it sends what it is told; its repairs are proven before a PostgREST',
  'web-storage': 'it is part of browsers',
  'key-value': 'it describes any store by its names, and no package',
  'sql-text': 'it describes any function that takes SQL, and no package',
  'active-record': 'it describes any mapper by its names, and no package',
};

const MANIFEST = new URL('../package.json', import.meta.url);

/** `sequelize 6.37.8`: the packages with the versions that this repository pins. */
export function versionsOf({ packages }: Subject): string {
  const { devDependencies } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return packages.map((name) => `${name} ${devDependencies[name] ?? '(not pinned)'}`).join(', ');
}
