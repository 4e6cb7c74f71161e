import { defineLibrary } from '../effects/library.js';
import { arg, argOf, sql } from '../effects/operation.js';

const RUNNING = ['get', 'all', 'run', 'iterate', 'values', 'first'];

/** `db.prepare('SELECT …').get(id)`, where a read and a write race only with an await in between. */
export const sqlite = defineLibrary({
  name: 'sqlite',
  title: 'SQLite',
  docs: 'https://github.com/WiseLibs/better-sqlite3/blob/master/docs/api.md',
  packages: ['better-sqlite3', 'libsql', 'node:sqlite', 'bun:sqlite', 'sqlite', 'sqlite3'],
  types: ['D1Database'],
  database: 'sqlite',
  operations: [
    sql({
      method: 'all',
      with: ['prepare', 'bind'],
      on: 'builder',
      text: argOf('prepare', 0),
      bound: ['bind'],
      rowsAt: 'results',
      distinctive: true,
    }),
    sql({
      method: ['first', 'run', 'raw'],
      with: ['prepare', 'bind'],
      on: 'builder',
      text: argOf('prepare', 0),
      bound: ['bind'],
      rowsAt: '',
      distinctive: true,
    }),
    sql({
      method: RUNNING,
      with: ['prepare'],
      on: 'builder',
      text: argOf('prepare', 0),
      bound: RUNNING,
      rowsAt: '',
    }),
    sql({
      method: ['get', 'all', 'run', 'exec'],
      on: 'any',
      text: arg(0),
      params: arg(1),
      rowsAt: '',
    }),
  ],
  idioms: {
    duplicateClause: { text: () => 'ON CONFLICT DO NOTHING' },
    condition: {
      words: { is: 'IS', isNot: 'IS NOT' },
      told: { taken: (name) => `{ changes: ${name} }`, isAtOnce: true },
      toldWith: { bind: { taken: (name) => `{ meta: { changes: ${name} } }` } },
    },
  },
});
