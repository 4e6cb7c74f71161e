import { createConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2/promise';
import type { Engine } from './engine.js';

const LOCK_WAIT_TIMEOUT = 1205;

const TABLES = [
  `CREATE OR REPLACE TABLE account (
    id INT PRIMARY KEY, n INT NOT NULL, other INT NOT NULL DEFAULT 0, version INT NOT NULL DEFAULT 1,
    tags TEXT, settings JSON
  ) ENGINE=InnoDB`,
  'CREATE OR REPLACE TABLE label (name VARCHAR(20) PRIMARY KEY, color TEXT) ENGINE=InnoDB',
];

/** The MariaDB at an address, in a schema of its own. */
export async function openMariadb(url: string): Promise<Engine> {
  const schema = new URL(url);
  schema.pathname = '/interlocked_probes';
  const client = await createConnection(url.slice(0, -new URL(url).pathname.length));
  await client.query('CREATE DATABASE IF NOT EXISTS interlocked_probes');
  await client.query('USE interlocked_probes');
  for (const table of TABLES) await client.query(table);
  const [[version]] = await client.query<RowDataPacket[]>('SELECT VERSION() AS version');
  return {
    name: 'MariaDB',
    version: String(version?.['version']).replace(/-.*/, ''),
    env: { DATABASE_URL: schema.href },
    async reset(n, other = 0) {
      await client.query('DELETE FROM label');
      await client.query<ResultSetHeader>('REPLACE INTO account (id, n, other) VALUES (1, ?, ?)', [
        n,
        other,
      ]);
    },
    async isLocked() {
      try {
        await client.query('SELECT 1 FROM account WHERE id = 1 FOR UPDATE NOWAIT');
        return false;
      } catch (error) {
        if ((error as { errno?: number }).errno === LOCK_WAIT_TIMEOUT) return true;
        throw error;
      }
    },
    async state() {
      const [[row]] = await client.query<RowDataPacket[]>('SELECT n, other FROM account');
      const [labels] = await client.query<RowDataPacket[]>('SELECT 1 FROM label');
      const { n, other } = row as { n: number; other: number };
      return { n, other, tags: [], settings: {}, labels: labels.length, positions: [] };
    },
    stop: () => client.end(),
  };
}
