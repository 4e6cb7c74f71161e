import Database from 'libsql';
import type * as Store from '../programs/sqlite/store.js';
import { ask, type InTransaction } from '../questions.js';

const INSERT = "INSERT INTO label VALUES ('red', '#f00')";
const READ = 'SELECT * FROM account WHERE id = ?';
const WRITE = 'UPDATE account SET n = ? WHERE id = 1';

type Handle = (typeof Store)['db'];

export default ask<typeof Store>(({ db }) => ({
  updates: { run: ({ n }) => db.prepare(WRITE).run(n) },
  atomic: { 'run (n = n + 1)': () => db.prepare('UPDATE account SET n = n + 1').run() },
  creates: {
    'run (INSERT)': () => db.prepare(INSERT).run(),
    'run (ON CONFLICT DO NOTHING)': () => db.prepare(`${INSERT} ON CONFLICT DO NOTHING`).run(),
  },
  isolation: { levels: ['deferred', 'immediate'], run: inTransaction },
  gives: {
    get: () => db.prepare(READ).get(1),
    all: () => db.prepare(READ).all(1),
    iterate: () => [...db.prepare(READ).iterate(1)],
  },
}));

/** Each has a connection, and so a transaction, of its own. */
async function inTransaction(
  level: string,
  work: (tx: InTransaction) => Promise<void>,
): Promise<void> {
  const own = new Database(process.env['SQLITE_FILE'] ?? '');
  try {
    own.exec(`BEGIN ${level}`);
    await work(counterOf(own));
    own.exec('COMMIT');
  } catch (error) {
    if (own.inTransaction) own.exec('ROLLBACK');
    throw error;
  } finally {
    own.close();
  }
}

function counterOf(own: Handle): InTransaction {
  return {
    read: () => Promise.resolve((own.prepare(READ).all(1) as [{ n: number }])[0].n),
    // By text: a prepared statement that libsql was refused keeps its lock.
    write: (n) => Promise.resolve(own.exec(`UPDATE account SET n = ${n} WHERE id = 1`)),
  };
}
