import { JSONFilePreset } from 'lowdb/node';
import { ask, type Copy } from '../questions.js';

export default ask(() => ({
  saves: {
    write: async (): Promise<Copy> => {
      const db = await JSONFilePreset(process.env['ACCOUNT_FILE'] ?? '', { n: 0, other: 0 });
      return { row: db.data, save: () => db.write() };
    },
  },
  also: {
    'a change by another copy, after read()': async (engine) => {
      const db = await JSONFilePreset(process.env['ACCOUNT_FILE'] ?? '', { n: 0, other: 0 });
      await engine.reset(5);
      await db.read();
      return db.data.n === 5 ? 'is there' : 'is not there';
    },
  },
}));
