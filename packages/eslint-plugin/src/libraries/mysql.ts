import { defineLibrary } from '../effects/library.js';
import { arg, sql, transaction } from '../effects/operation.js';

/** `connection.execute('UPDATE …', [values])`, whose rows are the first of what it gives. */
export const mysql = defineLibrary({
  name: 'mysql',
  title: 'MySQL2',
  docs: 'https://sidorares.github.io/node-mysql2/docs',
  packages: ['mysql2', 'mysql', 'promise-mysql', 'mariadb'],
  operations: [
    sql({
      method: ['query', 'execute'],
      on: 'any',
      text: arg(0),
      params: arg(1),
      rowsAt: '0',
    }),
    sql({
      method: ['query', 'execute'],
      on: 'any',
      text: arg(0, 'sql'),
      params: arg(0, 'values'),
      rowsAt: '0',
    }),
    transaction({ method: 'beginTransaction', on: 'any' }),
  ],
  idioms: {
    // How many rows it changed depends on flags of the connection.
    duplicateClause: { text: (column) => `ON DUPLICATE KEY UPDATE ${column} = ${column}` },
    condition: {
      words: { is: '<=>' },
      told: {
        taken: (name) => `[{ affectedRows: ${name} }]`,
        type: "import('mysql2').ResultSetHeader",
      },
    },
    changedRows: { sql: (name) => `[{ affectedRows: ${name} }]` },
  },
});
