import pg from 'pg';

/** The pool that the examples with SQL text import. */
export const pool = new pg.Pool({ connectionString: 'postgres://127.0.0.1/example' });
