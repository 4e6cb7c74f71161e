export const DATABASES = [
  'postgresql',
  'mysql',
  'mariadb',
  'sqlite',
  'mssql',
  'oracle',
  'cockroachdb',
  'mongodb',
] as const;

/** The engine behind a data library. */
export type Database = (typeof DATABASES)[number];

const SERIALIZABLE = /serializable/i;
const SNAPSHOT = /serializable|repeatable[\s_]?read|snapshot/i;

/**
 * The isolation levels at which the second of two transactions fails instead of losing an update.
 * REPEATABLE READ fails on PostgreSQL and loses silently on MySQL and MariaDB.
 */
const LOUD: Readonly<Record<Database, RegExp>> = {
  postgresql: SNAPSHOT,
  mssql: SNAPSHOT,
  mysql: SERIALIZABLE,
  mariadb: SERIALIZABLE,
  oracle: SERIALIZABLE,
  cockroachdb: /^(?!.*committed)/i,
  sqlite: /^/,
  mongodb: /^/,
};

/** Whether a transaction of the level fails rather than lose an update; of an unknown engine, the weakest. */
export function isLoud(level: string, database: Database | undefined): boolean {
  return (database ? LOUD[database] : SERIALIZABLE).test(level);
}

const PACKAGES: readonly (readonly [Database, RegExp])[] = [
  [
    'postgresql',
    /^(pg|pg-promise|postgres|@neondatabase\/serverless|@vercel\/postgres|@mikro-orm\/postgresql|@prisma\/adapter-(pg|neon)|drizzle-orm\/(pg-core|node-postgres|postgres-js|neon-\w+))$/,
  ],
  ['mysql', /^(mysql2?|mysql2\/promise|@mikro-orm\/mysql|drizzle-orm\/(mysql-core|mysql2))$/],
  ['mariadb', /^(mariadb|@mikro-orm\/mariadb|@prisma\/adapter-mariadb)$/],
  [
    'sqlite',
    /^(better-sqlite3|node:sqlite|bun:sqlite|sqlite3?|@mikro-orm\/sqlite|@libsql\/client|expo-sqlite|drizzle-orm\/(sqlite-core|better-sqlite3|d1|libsql))$/,
  ],
];

export function isMysql(database: Database | undefined): boolean {
  return database === 'mysql' || database === 'mariadb';
}

/** The engine that the imports of a file tell, if they tell one only. */
export function databaseOf(imported: ReadonlySet<string>): Database | undefined {
  const found = PACKAGES.filter(([, name]) => [...imported].some((one) => name.test(one)));
  return found.length === 1 ? found[0]?.[0] : undefined;
}
