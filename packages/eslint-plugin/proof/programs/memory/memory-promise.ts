// repairs: once, promise
import { connect, taken, type Client } from './store.js';

async function connectNow(): Promise<Client> {
  return connect();
}

let client: Client | undefined;

export async function get(): Promise<Client> {
  if (!client) {
    client = await connectNow();
  }
  return client;
}

export const state = (): number => taken('opened');
