import pg from 'pg';
import { PostgresHost } from '../../../../scripts/engines/postgres/postgres-host.js';
import type { Engine } from './engine.js';

const TABLES = `
  CREATE TABLE account (
    id int PRIMARY KEY,
    n int NOT NULL DEFAULT 0,
    other int NOT NULL DEFAULT 0,
    tags text[] NOT NULL DEFAULT '{}',
    settings jsonb NOT NULL DEFAULT '{}',
    version int NOT NULL DEFAULT 1
  );
  CREATE TABLE label (name text PRIMARY KEY, color text NOT NULL);
  CREATE TABLE ticket (id serial PRIMARY KEY, board int NOT NULL, position int NOT NULL)`;

const LOCK_NOT_AVAILABLE = '55P03';

/** PostgreSQL from npm, on a loopback port of its own. */
export async function startPostgres(): Promise<Engine> {
  const host = new PostgresHost();
  const { user, password, port } = await host.start();
  const engine = await openPostgres(
    `postgres://${user}:${password}@127.0.0.1:${port}/postgres`,
    TABLES,
  );
  return {
    ...engine,
    async stop() {
      await engine.stop();
      await host.stop();
    },
  };
}

/** The PostgreSQL at an address, whose tables are made if it has none yet. */
export async function openPostgres(url: string, tables = ''): Promise<Engine> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(tables);
  const version = await client.query<{ server_version: string }>('SHOW server_version');
  return {
    name: 'PostgreSQL',
    version: version.rows[0]?.server_version ?? '',
    env: { DATABASE_URL: url },
    async reset(n, other = 0) {
      await client.query('TRUNCATE account, label, ticket');
      await client.query('INSERT INTO account (id, n, other) VALUES (1, $1, $2)', [n, other]);
    },
    async isLocked() {
      try {
        await client.query('SELECT 1 FROM account WHERE id = 1 FOR UPDATE NOWAIT');
        return false;
      } catch (error) {
        if ((error as { code?: string }).code === LOCK_NOT_AVAILABLE) return true;
        throw error;
      }
    },
    async state() {
      const account = await client.query<{
        n: number;
        other: number;
        tags: string[];
        settings: object;
      }>('SELECT n, other, tags, settings FROM account WHERE id = 1');
      const label = await client.query('SELECT 1 FROM label');
      const ticket = await client.query<{ position: number }>('SELECT position FROM ticket');
      const { n = 0, other = 0, tags = [], settings = {} } = account.rows[0] ?? {};
      const positions = ticket.rows.map(({ position }) => position);
      return { n, other, tags, settings: { ...settings }, labels: label.rowCount ?? 0, positions };
    },
    stop: () => client.end(),
  };
}
