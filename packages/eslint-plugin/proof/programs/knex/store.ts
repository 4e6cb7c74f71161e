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

export const db = knex.knex({
  client: 'pg',
  connection: process.env['DATABASE_URL'] ?? '',
  pool: { max: 20 },
});
