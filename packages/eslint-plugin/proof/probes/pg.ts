import type { PoolClient } from 'pg';
import { ofTen } from '../facts.js';
import type * as Store from '../programs/pg/store.js';
import { ask, type InTransaction } from '../questions.js';

const INSERT = "INSERT INTO label VALUES ('red', '#f00')";
const LOCKED = 'SELECT n FROM account WHERE id = 1 FOR UPDATE';

export default ask<typeof Store>(({ pool }) => {
  const within = async (begin: string, work: (client: PoolClient) => Promise<void>) => {
    const client = await pool.connect();
    try {
      await client.query(begin);
      await work(client);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  };
  return {
    updates: { query: ({ n }) => pool.query('UPDATE account SET n = $1 WHERE id = 1', [n]) },
    atomic: { 'query (n = n + 1)': () => pool.query('UPDATE account SET n = n + 1 WHERE id = 1') },
    creates: {
      'query (INSERT)': () => pool.query(INSERT),
      'query (ON CONFLICT DO NOTHING)': () => pool.query(`${INSERT} ON CONFLICT DO NOTHING`),
      'query (ON CONFLICT DO UPDATE)': () =>
        pool.query(`${INSERT} ON CONFLICT (name) DO UPDATE SET color = excluded.color`),
    },
    lock: {
      outside: () => pool.query(LOCKED),
      inside: (meanwhile) =>
        within('BEGIN', async (client) => {
          await client.query(LOCKED);
          await meanwhile();
        }),
    },
    isolation: {
      levels: ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'],
      run: (level, work) =>
        within(`BEGIN ISOLATION LEVEL ${level}`, (client) => work(counterOf(client))),
    },
    gives: { query: () => pool.query('SELECT * FROM account') },
    also: {
      'SELECT … FOR UPDATE by the pool between BEGIN and COMMIT of a client': async (engine) => {
        let isHeld: boolean | undefined;
        await within('BEGIN', async () => {
          // eslint-disable-next-line @interlocked/no-ineffective-lock -- what it is worth is asked
          await pool.query(LOCKED);
          isHeld = await engine.isLocked?.();
        });
        return isHeld ? 'held' : 'none';
      },
      'ten updates with the advisory lock in the SELECT itself': async (engine) => {
        // eslint-disable-next-line @interlocked/no-ineffective-lock -- what it is worth is asked
        await tenTimes(within, 'SELECT n, pg_advisory_xact_lock(1) FROM account WHERE id = 1');
        return ofTen((await engine.state()).n);
      },
      'ten updates with the advisory lock as a statement before': async (engine) => {
        await tenTimes(
          within,
          'SELECT n FROM account WHERE id = 1',
          'SELECT pg_advisory_xact_lock(1)',
        );
        return ofTen((await engine.state()).n);
      },
      'ten updates by a version in WHERE, whose count nobody looks at': async (engine) => {
        await Promise.all(
          (await Promise.all(Array.from({ length: 10 }, () => readVersion(pool)))).map(
            ({ n, version }) =>
              pool.query(
                'UPDATE account SET n = $1, version = version + 1 WHERE id = 1 AND version = $2',
                [n + 1, version],
              ),
          ),
        );
        return ofTen((await engine.state()).n);
      },
    },
  };
});

function counterOf(client: PoolClient): InTransaction {
  return {
    read: async () => {
      const { rows } = await client.query<{ n: number }>('SELECT n FROM account WHERE id = 1');
      return rows[0]?.n ?? NaN;
    },
    write: (n) => client.query('UPDATE account SET n = $1 WHERE id = 1', [n]),
  };
}

async function readVersion(pool: (typeof Store)['pool']): Promise<{ n: number; version: number }> {
  const { rows } = await pool.query<{ n: number; version: number }>('SELECT * FROM account');
  return rows[0] ?? { n: NaN, version: NaN };
}

type Within = (begin: string, work: (client: PoolClient) => Promise<void>) => Promise<void>;

/** Each opens its transaction, takes its lock and reads by `select`; then it adds one and commits. */
async function tenTimes(within: Within, select: string, before = 'SELECT 1'): Promise<void> {
  const one = () =>
    within('BEGIN', async (client) => {
      await client.query(before);
      const { rows } = await client.query<{ n: number }>(select);
      await client.query('UPDATE account SET n = $1 WHERE id = 1', [(rows[0]?.n ?? NaN) + 1]);
    });
  await Promise.all(Array.from({ length: 10 }, one));
}
