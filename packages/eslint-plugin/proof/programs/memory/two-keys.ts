// repairs: order
import { KeyedMutex } from '@interlocked/runtime';
import { pause } from './store.js';

const locks = new KeyedMutex<number>();

async function transfer(from: number, to: number): Promise<void> {
  await locks.runExclusive(from, () => locks.runExclusive(to, pause));
}

export const there = (): Promise<void> => transfer(1, 2);

export const back = (): Promise<void> => transfer(2, 1);
