import { createPool, type PoolConnection, type RowDataPacket } from 'mysql2/promise';
import { ask } from '../questions.js';

const LOCKED = 'SELECT n FROM account WHERE id = 1 FOR UPDATE';
const INSERT = "INSERT INTO label VALUES ('red', '#f00')";

export default ask(() => {
  const pool = createPool({ uri: process.env['DATABASE_URL'] ?? '', connectionLimit: 10 });
  const within = async (level: string, work: (client: PoolConnection) => Promise<void>) => {
    const client = await pool.getConnection();
    try {
      await client.query(`SET SESSION TRANSACTION ISOLATION LEVEL ${level}`);
      await client.beginTransaction();
      await work(client);
      await client.commit();
    } catch (error) {
      await client.rollback();
      throw error;
    } finally {
      client.release();
    }
  };
  return {
    updates: {
      query: ({ n }) => pool.query('UPDATE account SET n = ? WHERE id = 1', [n]),
      execute: ({ n }) => pool.execute('UPDATE account SET n = ? WHERE id = 1', [n]),
    },
    atomic: { 'query (n = n + 1)': () => pool.query('UPDATE account SET n = n + 1 WHERE id = 1') },
    creates: {
      'query (INSERT)': () => pool.query(INSERT),
      'query (ON DUPLICATE KEY UPDATE)': () =>
        pool.query(`${INSERT} ON DUPLICATE KEY UPDATE color = '#f00'`),
      'query (INSERT IGNORE)': () => pool.query(INSERT.replace('INSERT', 'INSERT IGNORE')),
    },
    lock: {
      outside: () => pool.query(LOCKED),
      inside: (meanwhile) =>
        within('REPEATABLE READ', async (client) => {
          await client.query(LOCKED);
          await meanwhile();
        }),
    },
    isolation: {
      levels: ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'],
      run: (level, work) =>
        within(level, (client) =>
          work({
            read: async () => {
              const [[row]] = await client.query<RowDataPacket[]>(
                'SELECT n FROM account WHERE id = 1',
              );
              return Number(row?.['n']);
            },
            write: (n) => client.query('UPDATE account SET n = ? WHERE id = 1', [n]),
          }),
        ),
    },
    gives: { query: () => pool.query('SELECT * FROM account') },
  };
});
