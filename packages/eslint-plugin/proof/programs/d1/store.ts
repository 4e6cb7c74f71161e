import type { D1Database } from '@cloudflare/workers-types';
import { Miniflare } from 'miniflare';

const script = 'export default { fetch: () => new Response() }';
const workerd = new Miniflare({ modules: true, script, d1Databases: ['DB'] });

export const db = (await workerd.getD1Database('DB')) as unknown as D1Database;

/** The one account, as it is before callers come. */
export async function openAccount(n: number): Promise<void> {
  await db.exec('DROP TABLE IF EXISTS account');
  await db.exec('CREATE TABLE account (id INTEGER PRIMARY KEY, n INTEGER)');
  await db.prepare('INSERT INTO account VALUES (1, ?)').bind(n).run();
}

/** What is left in it. */
export async function stored(): Promise<number> {
  return Number(await db.prepare('SELECT n FROM account').first('n'));
}
