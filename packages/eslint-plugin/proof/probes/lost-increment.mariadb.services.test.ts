import { createPool, type Pool, type PoolConnection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';

const CLIENTS = 10;
const url = process.env['INTERLOCKED_MARIADB_URL'] ?? '';

let pool: Pool;
let clients: PoolConnection[];

beforeAll(async () => {
  await createSchema();
  pool = createPool({ uri: url, connectionLimit: CLIENTS });
  clients = await Promise.all(Array.from({ length: CLIENTS }, () => pool.getConnection()));
  await anyClient().query(
    'CREATE OR REPLACE TABLE users (id INT PRIMARY KEY, points INT NOT NULL) ENGINE=InnoDB',
  );
});

beforeEach(async () => {
  await anyClient().query('REPLACE INTO users VALUES (1, 0)');
});

afterAll(async () => {
  clients.forEach((client) => client.release());
  await pool.end();
});

it('silently loses all but one of 10 read-add-write transactions at REPEATABLE READ', async () => {
  await Promise.all(clients.map((client) => begin(client)));
  const seen = await Promise.all(clients.map((client) => readPoints(client, '')));
  // Every transaction has read before any of them writes.
  const outcomes = await Promise.allSettled(
    clients.map((client, n) => writeAndCommit(client, seen[n]! + 1)),
  );

  expect(outcomes.map((outcome) => outcome.status)).toEqual(clients.map(() => 'fulfilled'));
  expect(await readPoints(anyClient(), '')).toBe(1);
});

it('loses none of 10 that read FOR UPDATE', async () => {
  await Promise.all(
    clients.map(async (client) => {
      await begin(client);
      await writeAndCommit(client, (await readPoints(client, 'FOR UPDATE')) + 1);
    }),
  );

  expect(await readPoints(anyClient(), '')).toBe(CLIENTS);
});

async function createSchema(): Promise<void> {
  const { pathname } = new URL(url);
  const admin = createPool({ uri: url.slice(0, -pathname.length) });
  await admin.query(`CREATE DATABASE IF NOT EXISTS ${pathname.slice(1)}`);
  await admin.end();
}

async function begin(client: PoolConnection): Promise<void> {
  await client.query('SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ');
  await client.beginTransaction();
}

async function readPoints(client: PoolConnection, lock: '' | 'FOR UPDATE'): Promise<number> {
  const [rows] = await client.query<RowDataPacket[]>(
    `SELECT points FROM users WHERE id = 1 ${lock}`,
  );
  return Number(rows[0]!['points']);
}

async function writeAndCommit(client: PoolConnection, points: number): Promise<void> {
  await client.query('UPDATE users SET points = ? WHERE id = 1', [points]);
  await client.commit();
}

function anyClient(): PoolConnection {
  return clients[0]!;
}
