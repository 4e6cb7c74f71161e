import type { EngineName, Subject } from '../subjects.js';
import type { Engine } from './engine.js';
import { findPostgrest } from './postgrest.js';
import { openMemory } from './memory.js';
import { openPostgres } from './postgres.js';
import { openSqlite } from './sqlite.js';

/** How a program that runs beside the services has its engine. */
export const OPENERS: Readonly<Record<EngineName, () => Promise<Engine>>> = {
  postgresql: () => openPostgres(given('DATABASE_URL')),
  redis: async () => (await import('./redis.js')).openRedis(given('INTERLOCKED_REDIS_URL')),
  mariadb: async () => (await import('./mariadb.js')).openMariadb(given('INTERLOCKED_MARIADB_URL')),
  sqlite: openSqlite,
  node: openMemory,
  dynamodb: async () => (await import('./dynamodb.js')).openDynamodb(),
  postgrest: async () => (await import('./postgrest.js')).openPostgrest(),
  firestore: async () => (await import('./firestore.js')).openFirestore(),
  kv: async () => (await import('./cloudflare.js')).openKv(),
  'durable-object': async () => (await import('./cloudflare.js')).openDurableObject(),
  d1: async () => (await import('./cloudflare.js')).openD1(),
  files: async () => (await import('./files.js')).openFiles(),
  statements: async () => (await import('./statements.js')).openStatements(),
};

/** The variable that tells where a service runs, if it is not started from npm. */
export const SERVICES: Readonly<Partial<Record<EngineName, string>>> = {
  redis: 'INTERLOCKED_REDIS_URL',
  mariadb: 'INTERLOCKED_MARIADB_URL',
};

/** Whether the engine is a service that is not on this machine. */
export function isMissing({ engine }: Subject): boolean {
  if (engine === 'postgrest') return findPostgrest() === undefined;
  const variable = SERVICES[engine];
  return variable !== undefined && process.env[variable] === undefined;
}

function given(variable: string): string {
  const value = process.env[variable];
  if (value === undefined) throw new Error(`${variable} is not set: start the service first.`);
  return value;
}
