import { defineLibrary } from '../effects/library.js';
import { arg, sql } from '../effects/operation.js';

/** Any `db.execute('UPDATE …', values)`: what can be said where only the text tells that it is SQL. */
export const sqlText = defineLibrary({
  name: 'sql-text',
  title: 'SQL text',
  docs: 'https://en.wikipedia.org/wiki/SQL',
  packages: [],
  operations: [
    sql({
      method: [
        'execute',
        'exec',
        'get',
        'all',
        'run',
        'raw',
        'one',
        'oneOrNone',
        'any',
        'many',
        'manyOrNone',
        'none',
      ],
      on: 'any',
      text: arg(0),
      params: arg(1),
      rowsAt: '',
    }),
  ],
});
