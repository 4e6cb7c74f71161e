// repairs: await
import { Mutex } from '@interlocked/runtime';
import { pause } from './store.js';

const mutex = new Mutex();
const file = { n: 0 };

async function write(n: number): Promise<void> {
  await pause();
  file.n = n;
}

export async function add(): Promise<void> {
  await mutex.runExclusive(async () => {
    const { n } = file;
    await pause();
    write(n + 1);
  });
}

/** Once what nobody waited for is done. */
export async function state(): Promise<number> {
  await pause();
  return file.n;
}
