import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { Engine } from './engine.js';

/** SQLite in a file of its own, by the synchronous interface of better-sqlite3. */
export function openSqlite(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'interlocked-proof-'));
  const file = join(folder, 'proof.db');
  const db = new Database(file);
  db.exec('CREATE TABLE account (id integer PRIMARY KEY, n integer, tags text)');
  const version = db.prepare('SELECT sqlite_version() AS version').get() as { version: string };
  return Promise.resolve({
    name: 'SQLite',
    version: version.version,
    env: { SQLITE_FILE: file },
    reset(n) {
      db.exec('DELETE FROM account');
      db.prepare('INSERT INTO account (id, n, tags) VALUES (1, ?, ?)').run(n, '[]');
      return Promise.resolve();
    },
    state() {
      const row = db.prepare('SELECT n, tags FROM account').get() as { n: number; tags: string };
      const tags = JSON.parse(row.tags) as string[];
      return Promise.resolve({ n: row.n, other: 0, tags, settings: {}, labels: 0, positions: [] });
    },
    stop() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}
