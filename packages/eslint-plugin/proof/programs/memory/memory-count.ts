// repairs: reorder, counter, mutex
import { listOfOne } from './store.js';

let found = 0;

export async function add(): Promise<void> {
  found += (await listOfOne()).length;
}

export function state(): number {
  return found;
}
