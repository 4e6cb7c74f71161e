// repairs: lock
import type { Firestore } from '@google-cloud/firestore';
import { db as opened } from './store.js';

const db: Firestore = opened;

export async function take(id: number): Promise<boolean> {
  const ref = db.collection('account').doc(String(id));
  const account = (await ref.get()).data();
  if (!account || account['n'] < 1) return false;
  await ref.update({ n: account['n'] - 1 });
  return true;
}
