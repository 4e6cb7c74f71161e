import { kv } from '../engines/cloudflare.js';
import { ask, copy } from '../questions.js';

interface Account {
  n: number;
  other: number;
}

export default ask(async () => {
  const store = await kv();
  const load = async () => (await store.get('account', 'json')) as Account;
  return {
    saves: {
      'put (of what was read)': copy(load, (row) => store.put('account', JSON.stringify(row))),
    },
    updates: { put: (columns) => store.put('account', JSON.stringify(columns)) },
    atomic: {
      'put (of what was read)': {
        after: async () => {
          const { n } = await load();
          return () => store.put('account', JSON.stringify({ n: n + 1 }));
        },
      },
    },
    gives: {
      get: load,
      getWithMetadata: async () => (await store.getWithMetadata('account', 'json')).value,
    },
  };
});
