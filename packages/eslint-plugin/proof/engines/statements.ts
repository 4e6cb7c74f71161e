import type { Engine } from './engine.js';
import { startListener, type Listener } from './mongo-listener.js';

/** No engine: what would be sent to a MongoDB is written down. */
export interface Statements extends Engine {
  readonly listener: Listener;
}

export async function openStatements(): Promise<Statements> {
  const listener = await startListener();
  const nothing = (): never => {
    throw new Error('Statements have no effect here: look at what was sent.');
  };
  return {
    name: 'no server: the statements as they are sent',
    version: '',
    env: { MONGODB_URL: listener.url },
    listener,
    reset: nothing,
    state: nothing,
    stop: () => listener.stop(),
  };
}
