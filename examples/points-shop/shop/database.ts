import pg from 'pg';
import { Sequelize } from 'sequelize';

const url = process.env['DATABASE_URL'];
if (!url) throw new Error('DATABASE_URL is not set: give the shop a PostgreSQL URL.');

export const sequelize = new Sequelize(url, {
  dialect: 'postgres',
  logging: false,
  pool: { max: 20 },
});

export const pool = new pg.Pool({ connectionString: url, max: 20 });

pool.on('error', (error) => console.error(`an idle connection was lost: ${error.message}`));

export async function createTables(): Promise<void> {
  await sequelize.sync();
  await pool.query(
    `CREATE TABLE IF NOT EXISTS stock (
       item text PRIMARY KEY,
       quantity integer NOT NULL CHECK (quantity >= 0)
     )`,
  );
  await pool.query(
    `CREATE TABLE IF NOT EXISTS bonuses (
       user_id integer PRIMARY KEY,
       amount integer NOT NULL
     )`,
  );
}

export async function closeDatabase(): Promise<void> {
  await Promise.all([sequelize.close(), pool.end()]);
}
