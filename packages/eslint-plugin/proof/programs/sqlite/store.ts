import Database from 'libsql';

export const db: Database.Database = new Database(process.env['SQLITE_FILE'] ?? '');

/** Other work, as a request to another service is. */
export async function work(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}
