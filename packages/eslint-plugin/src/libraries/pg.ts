import { defineLibrary } from '../effects/library.js';
import { arg, sql } from '../effects/operation.js';

/** `client.query('UPDATE …', [values])`; what it does is in the text. */
export const pg = defineLibrary({
  name: 'pg',
  title: 'node-postgres',
  docs: 'https://node-postgres.com/',
  packages: ['pg'],
  operations: [
    sql({
      method: 'query',
      on: 'any',
      text: arg(0),
      params: arg(1),
      rowsAt: 'rows',
      distinctive: true,
    }),
    sql({
      method: 'query',
      on: 'any',
      text: arg(0, 'text'),
      params: arg(0, 'values'),
      rowsAt: 'rows',
      distinctive: true,
    }),
  ],
  idioms: {
    duplicateClause: {
      text: () => 'ON CONFLICT DO NOTHING',
      told: { taken: (name) => `{ rowCount: ${name} }` },
    },
    condition: { words: { is: 'IS NOT DISTINCT FROM', isNot: 'IS DISTINCT FROM' } },
    returning: (pattern) => `{ rows: [{ ${pattern} }] }`,
    changedRows: { sql: (name) => `{ rowCount: ${name} }` },
  },
});
