import postgres from 'postgres';
import { ask } from '../questions.js';

export default ask(() => {
  const sql = postgres(process.env['DATABASE_URL'] ?? '', { max: 20 });
  return {
    updates: {
      sql: ({ n }) => sql`UPDATE account SET n = ${n} WHERE id = 1`,
      unsafe: ({ n }) => sql.unsafe('UPDATE account SET n = $1 WHERE id = 1', [n]),
    },
    atomic: { 'sql (n = n + 1)': () => sql`UPDATE account SET n = n + 1 WHERE id = 1` },
    creates: {
      'sql (INSERT)': () => sql`INSERT INTO label VALUES ('red', '#f00')`,
      'sql (ON CONFLICT DO NOTHING)': () =>
        sql`INSERT INTO label VALUES ('red', '#f00') ON CONFLICT DO NOTHING`,
    },
    lock: {
      outside: () => sql`SELECT n FROM account WHERE id = 1 FOR UPDATE`,
      inside: (meanwhile) =>
        sql.begin(async (tx) => {
          await tx`SELECT n FROM account WHERE id = 1 FOR UPDATE`;
          await meanwhile();
        }),
    },
    isolation: {
      levels: ['read committed', 'repeatable read', 'serializable'],
      run: (level, work) =>
        sql.begin(`isolation level ${level}`, (tx) =>
          work({
            read: async () => {
              const [row] = await tx<{ n: number }[]>`SELECT n FROM account WHERE id = 1`;
              return row?.n ?? NaN;
            },
            write: async (n) => tx`UPDATE account SET n = ${n} WHERE id = 1`,
          }),
        ),
    },
    gives: {
      sql: () => sql`SELECT * FROM account`,
      unsafe: () => sql.unsafe('SELECT * FROM account'),
    },
  };
});
