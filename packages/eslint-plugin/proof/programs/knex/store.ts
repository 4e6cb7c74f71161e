import knex from 'knex';

interface Account {
  id: number;
  n: number;
  other: number;
  tags: string[];
  settings: Record<string, number>;
}

declare module 'knex/types/tables.js' {
  interface Tables {
    account: Account;
    label: { name: string; color: string };
  }
}

const connection = process.env['DATABASE_URL'] ?? '';

export const db = knex.knex({
  client: connection.startsWith('mysql:') ? 'mysql2' : 'pg',
  connection,
  pool: { max: 20 },
});
