// repairs: order
import { Mutex } from '@interlocked/runtime';
import { pause } from './store.js';

const users = new Mutex();
const orders = new Mutex();

export async function order(): Promise<void> {
  await users.runExclusive(async () => {
    await pause();
    await orders.runExclusive(pause);
  });
}

export async function cancel(): Promise<void> {
  await orders.runExclusive(() => users.runExclusive(pause));
}
