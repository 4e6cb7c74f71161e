// repairs: lock
import type { Firestore } from '@google-cloud/firestore';
import { db as opened } from './store.js';

const db: Firestore = opened;

export async function tag(id: number, caller: number): Promise<void> {
  const ref = db.collection('account').doc(String(id));
  const account = (await ref.get()).data();
  await ref.update({ tags: [...account!['tags'], `tag ${caller}`] });
}
