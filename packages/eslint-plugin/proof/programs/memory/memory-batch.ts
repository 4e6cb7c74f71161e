// repairs: reorder
import { countOf, store } from './store.js';

let rows: string[] = [];

export async function collect(_id: number, caller: number): Promise<void> {
  rows.push(`row ${caller}`);
  await store(rows);
  rows = [];
}

export async function collectLater(_id: number, caller: number): Promise<void> {
  await Promise.resolve();
  rows.push(`row ${caller}`);
}

export function state(): number {
  return countOf(rows);
}
