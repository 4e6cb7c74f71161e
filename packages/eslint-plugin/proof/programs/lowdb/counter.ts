// repairs: lock
import { JSONFilePreset } from 'lowdb/node';

const db = await JSONFilePreset(process.env['ACCOUNT_FILE'] ?? '', { n: 0, other: 0 });

export async function visit(): Promise<void> {
  await db.read();
  db.data.n += 1;
  await db.write();
}
