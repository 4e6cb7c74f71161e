import { defineLibrary } from '../effects/library.js';
import { arg, sql, transaction } from '../effects/operation.js';

/** ``sql`UPDATE … SET n = ${n}` ``, a statement in a tagged template. */
export const postgres = defineLibrary({
  name: 'postgres',
  title: 'Postgres.js',
  docs: 'https://github.com/porsager/postgres',
  packages: ['postgres', '@neondatabase/serverless'],
  operations: [
    sql({ method: /^(sql|tx|trx|t)$/, on: 'function', text: arg(0), rowsAt: '' }),
    sql({ method: 'unsafe', on: 'any', text: arg(0), params: arg(1), rowsAt: '' }),
    transaction({ method: 'begin', on: 'any', callback: arg(-1), isolation: arg(0) }),
  ],
  idioms: {
    transaction: {
      handle: 'sql',
      open: (connection) => `${connection}.begin(`,
      on: (_root, handle) => handle,
      hidesConnection: true,
    },
    duplicateClause: {
      text: () => 'ON CONFLICT DO NOTHING',
      told: { taken: (name) => `{ count: ${name} }` },
    },
    condition: { words: { is: 'IS NOT DISTINCT FROM', isNot: 'IS DISTINCT FROM' } },
    changedRows: { sql: (name) => `{ count: ${name} }` },
  },
});
