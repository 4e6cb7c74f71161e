import { d1 } from '../engines/cloudflare.js';
import { ask } from '../questions.js';

export default ask(async () => {
  const db = await d1();
  const select = () => db.prepare('SELECT * FROM account WHERE id = ?').bind(1);
  const insert = "INSERT INTO label VALUES ('red', '#f00')";
  return {
    updates: { run: ({ n }) => db.prepare('UPDATE account SET n = ? WHERE id = 1').bind(n).run() },
    atomic: { 'run (n = n + 1)': () => db.prepare('UPDATE account SET n = n + 1').run() },
    creates: {
      'run (INSERT)': () => db.prepare(insert).run(),
      'run (ON CONFLICT DO NOTHING)': () => db.prepare(`${insert} ON CONFLICT DO NOTHING`).run(),
    },
    gives: { first: () => select().first(), all: () => select().all() },
  };
});
