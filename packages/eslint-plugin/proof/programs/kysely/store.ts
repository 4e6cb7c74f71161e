import { Kysely, MysqlDialect, PostgresDialect } from 'kysely';
import { createPool } from 'mysql2';
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

const url = process.env['DATABASE_URL'] ?? '';
const dialect = url.startsWith('mysql:')
  ? new MysqlDialect({ pool: createPool({ uri: url, connectionLimit: 20 }) })
  : new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 20 }) });

export const db = new Kysely<Database>({ dialect });
