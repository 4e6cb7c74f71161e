import { defineLibrary } from '../effects/library.js';
import { arg, argOf, atomic, create, read, update } from '../effects/operation.js';

const CHANGING = ['update', 'insert', 'upsert', 'delete'];

const COMPARING: Readonly<Record<string, string>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
  '=': 'eq',
};

/** `supabase.from('users').select().eq('id', id).single()`, `supabase.from('users').update({ n })`. */
export const supabase = defineLibrary({
  name: 'supabase',
  title: 'Supabase',
  docs: 'https://supabase.com/docs/reference/javascript/update',
  packages: [
    '@supabase/supabase-js',
    '@supabase/ssr',
    '@supabase/postgrest-js',
    '@supabase/auth-helpers-nextjs',
  ],
  receivers: /supabase|postgrest/i,
  builder: {
    table: [argOf('from', 0)],
    where: ['eq', 'match', 'is'],
    whereOther: ['neq', 'gt', 'gte', 'lt', 'lte', 'in', 'like', 'ilike', 'contains', 'not'],
  },
  operations: [
    update({
      method: 'update',
      with: ['from'],
      on: 'builder',
      value: argOf('update', 0),
      gives: { rowsAt: 'data' },
    }),
    atomic({
      method: 'upsert',
      with: ['from'],
      on: 'builder',
      row: argOf('upsert', 0),
      sets: argOf('upsert', 0),
    }),
    create({ method: 'insert', with: ['from'], on: 'builder', value: argOf('insert', 0) }),
    read({
      method: 'select',
      with: ['from'],
      without: CHANGING,
      on: 'builder',
      gives: { rowsAt: 'data' },
    }),
    atomic({ method: 'rpc', on: 'connection', present: arg(0) }),
  ],
  idioms: {
    insertIfAbsent: {
      instead: 'insert',
      text: ({ row, columns }) =>
        `upsert(${row}, { onConflict: '${columns.join(',')}', ignoreDuplicates: true })`,
    },
    condition: {
      call: ({ field, operator, bound }) => {
        const name = operator === 'is' && bound === 'null' ? 'is' : COMPARING[operator];
        return name === undefined ? undefined : { text: `.${name}('${field}', ${bound})` };
      },
      told: {
        call: '.select()',
        taken: (name) => `{ data: ${name} }`,
        // Where the store failed there is no list.
        isNone: (name) => `${name}?.length === 0`,
      },
    },
  },
});
