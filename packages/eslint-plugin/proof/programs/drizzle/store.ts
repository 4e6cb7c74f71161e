import { drizzle } from 'drizzle-orm/node-postgres';
import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 20 });

export const db = drizzle(pool);

export const accounts = pgTable('account', {
  id: integer().primaryKey(),
  n: integer().notNull(),
  other: integer().notNull(),
  tags: text().array().notNull(),
  settings: jsonb().$type<Record<string, number>>().notNull(),
});

export const labels = pgTable('label', {
  name: text().primaryKey(),
  color: text().notNull(),
});
