// repairs: lock
import { readFile, writeFile } from 'node:fs/promises';
import { folder } from './store.js';

export async function visit(id: number): Promise<void> {
  const path = `${folder}/account-${id}.json`;
  const account = JSON.parse(await readFile(path, 'utf8')) as { n: number };
  account.n += 1;
  await writeFile(path, JSON.stringify(account));
}
