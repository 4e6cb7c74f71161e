import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import type { Engine } from './engine.js';

interface Row {
  readonly n: number;
  readonly other: number;
  readonly tags: string;
}

const TABLES = `
  CREATE TABLE account (id integer PRIMARY KEY, n integer, other integer, tags text);
  CREATE TABLE label (name text PRIMARY KEY, color text)`;

/** SQLite in a file of its own, by the synchronous interface of better-sqlite3. */
export function openSqlite(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'interlocked-proof-'));
  const file = join(folder, 'proof.db');
  const db = new Database(file);
  db.exec(TABLES);
  const [version] = db.prepare('SELECT sqlite_version() AS version').all() as [{ version: string }];
  return Promise.resolve({
    name: 'SQLite',
    version: version.version,
    env: { SQLITE_FILE: file },
    reset(n, other = 0) {
      db.exec('DELETE FROM account; DELETE FROM label');
      db.prepare('INSERT INTO account (id, n, other, tags) VALUES (1, ?, ?, ?)').run(
        n,
        other,
        '[]',
      );
      return Promise.resolve();
    },
    state() {
      // A statement that gave one row by `get` stays open, and with it a lock.
      const [row] = db.prepare('SELECT n, other, tags FROM account').all() as [Row];
      const tags = JSON.parse(row.tags) as string[];
      const labels = db.prepare('SELECT 1 FROM label').all().length;
      return Promise.resolve({ ...row, tags, settings: {}, labels, positions: [] });
    },
    stop() {
      db.close();
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}
