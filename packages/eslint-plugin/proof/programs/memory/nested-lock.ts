// repairs: unlocked
import { Mutex } from '@interlocked/runtime';
import { pause } from './store.js';

const mutex = new Mutex();

async function read(): Promise<void> {
  await mutex.runExclusive(async () => {
    await pause();
  });
}

export async function change(): Promise<void> {
  await mutex.runExclusive(async () => {
    await read();
  });
}
