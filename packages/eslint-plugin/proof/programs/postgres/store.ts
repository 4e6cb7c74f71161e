import postgres from 'postgres';

export const sql: postgres.Sql = postgres(process.env['DATABASE_URL'] ?? '', { max: 20 });
