import { FirestoreServer } from '@firestore-emulator/server';
import { ServerCredentials, type Server } from '@grpc/grpc-js';
import { Firestore } from '@google-cloud/firestore';
import type { Engine } from './engine.js';

/** The API of Firestore by an emulator in JavaScript, which knows no locks of transactions. */
export async function openFirestore(): Promise<Engine> {
  const emulator = new FirestoreServer();
  const port = await listen(emulator);
  const host = `127.0.0.1:${port}`;
  const db = new Firestore({ projectId: 'interlocked', host, ssl: false });
  const account = db.doc('account/1');
  return {
    name: 'firestore-emulator',
    version: '',
    env: { FIRESTORE_EMULATOR_HOST: host },
    async reset(n, other = 0) {
      await account.set({ n, other, tags: [] });
      await db.doc('label/red').delete();
    },
    async state() {
      const { n, other, tags } = (await account.get()).data() as Account;
      const { size } = await db.collection('label').get();
      return { n, other, tags, settings: {}, labels: size, positions: [] };
    },
    async stop() {
      await db.terminate();
      emulator.stop();
    },
  };
}

interface Account {
  readonly n: number;
  readonly other: number;
  readonly tags: readonly string[];
}

/** Its own `start` would listen to the whole network. */
function listen(emulator: FirestoreServer): Promise<number> {
  return new Promise((resolve, reject) => {
    const credentials = ServerCredentials.createInsecure();
    const server = emulator['server'] as Server;
    server.bindAsync('127.0.0.1:0', credentials, (error, port) => {
      if (error) reject(error);
      else resolve(port);
    });
  });
}
