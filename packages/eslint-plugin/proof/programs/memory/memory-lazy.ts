// repairs: once
import { connect, taken, type Client } from './store.js';

let client: Client | undefined;

export async function get(): Promise<Client> {
  client ??= await connect();
  return client;
}

export const state = (): number => taken('opened');
