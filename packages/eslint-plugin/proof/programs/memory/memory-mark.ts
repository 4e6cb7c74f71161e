// repairs: reorder
import { send, taken } from './store.js';

const handled = new Set<number>();

export async function handle(id: number): Promise<void> {
  if (handled.has(id)) return;
  await send();
  handled.add(id);
}

export const state = (): number => taken('sent');
