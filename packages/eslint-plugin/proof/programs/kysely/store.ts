import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

interface Account {
  id: number;
  n: number;
  other: number;
  tags: string[];
  settings: Record<string, number>;
}

export interface Database {
  account: Account;
  label: { name: string; color: string };
}

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 20 });

export const db = new Kysely<Database>({ dialect: new PostgresDialect({ pool }) });
