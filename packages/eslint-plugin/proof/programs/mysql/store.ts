import { createPool } from 'mysql2/promise';

export const pool = createPool({ uri: process.env['DATABASE_URL'] ?? '', connectionLimit: 20 });
