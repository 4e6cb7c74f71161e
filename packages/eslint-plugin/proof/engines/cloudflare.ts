import { Miniflare } from 'miniflare';
import type { State } from '../shapes.js';
import type { Engine } from './engine.js';

/** The class of a Durable Object, as workerd runs it: each path is one way to add to the counter. */
const ACCOUNT = `
  export class Account {
    constructor(ctx) { this.ctx = ctx; }

    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const give = (value) => Response.json(value ?? null);
      const { storage } = this.ctx;
      const add = async (between) => {
        const n = await storage.get('n');
        await between?.();
        await storage.put('n', n + 1);
      };
      const otherWork = () => scheduler.wait(1);
      switch (pathname) {
        case '/reset': return give(await storage.put('n', Number(search.slice(1))));
        case '/get': return give(await storage.get('n'));
        case '/row': return give(await storage.get('n').then((n) => ({ n })));
        case '/put': return give(await storage.put('n', Number(search.slice(1))));
        case '/storage-only': return give(await add());
        case '/other-work': return give(await add(otherWork));
        case '/blocked': return give(await this.ctx.blockConcurrencyWhile(() => add(otherWork)));
      }
    }
  }
  export default { fetch: () => new Response('nothing here') };`;

/** What the probes use of a KV namespace and of a D1 database, whose types are those of a worker. */
export interface Namespace {
  get(key: string, type: 'json'): Promise<unknown>;
  getWithMetadata(key: string, type: 'json'): Promise<{ readonly value: unknown }>;
  put(key: string, value: string): Promise<void>;
}

export interface Database {
  exec(text: string): Promise<unknown>;
  prepare(text: string): Statement & { bind(...values: readonly unknown[]): Statement };
}

interface Statement {
  first(): Promise<unknown>;
  all(): Promise<{ readonly results: readonly unknown[] }>;
  run(): Promise<unknown>;
}

let running: Miniflare | undefined;

/** The one workerd of this process, with a namespace, a database and a class of objects. */
function workerd(): Miniflare {
  return (running ??= new Miniflare({
    modules: true,
    script: ACCOUNT,
    compatibilityDate: '2026-04-01',
    kvNamespaces: ['KV'],
    d1Databases: ['DB'],
    durableObjects: { ACCOUNT: 'Account' },
  }));
}

export async function kv(): Promise<Namespace> {
  return await workerd().getKVNamespace('KV');
}

export async function d1(): Promise<Database> {
  return workerd().getD1Database('DB') as Promise<unknown> as Promise<Database>;
}

interface Objects {
  idFromName(name: string): unknown;
  get(id: unknown): { fetch(url: string): Promise<Response> };
}

/** Asks the one Durable Object. */
export async function askObject(path: string): Promise<unknown> {
  const objects = (await workerd().getDurableObjectNamespace('ACCOUNT')) as unknown as Objects;
  const answer = await objects.get(objects.idFromName('1')).fetch(`http://object${path}`);
  return answer.json();
}

interface Row {
  readonly n: number;
  readonly other?: number;
}

export async function openKv(): Promise<Engine> {
  const store = await kv();
  return {
    ...engine,
    reset: (n, other = 0) => store.put('account', JSON.stringify({ n, other })),
    async state() {
      const { n, other } = (await store.get('account', 'json')) as Row;
      return stateOf(n, other);
    },
  };
}

export async function openDurableObject(): Promise<Engine> {
  return Promise.resolve({
    ...engine,
    reset: async (n) => void (await askObject(`/reset?${n}`)),
    state: async () => stateOf(Number(await askObject('/get'))),
  });
}

export async function openD1(): Promise<Engine> {
  const db = await d1();
  await db.exec('CREATE TABLE account (id INTEGER PRIMARY KEY, n INTEGER, other INTEGER)');
  await db.exec('CREATE TABLE label (name TEXT PRIMARY KEY, color TEXT)');
  return {
    ...engine,
    async reset(n, other = 0) {
      await db.exec('DELETE FROM account; DELETE FROM label');
      await db.exec(`INSERT INTO account VALUES (1, ${n}, ${other})`);
    },
    async state() {
      const { n, other } = (await db.prepare('SELECT n, other FROM account').first()) as Row;
      const { results } = await db.prepare('SELECT 1 FROM label').all();
      return stateOf(n, other, results.length);
    },
  };
}

const engine = {
  name: 'workerd by miniflare',
  version: '',
  env: {},
  async stop() {
    await running?.dispose();
  },
};

function stateOf(n: number, other = 0, labels = 0): State {
  return { n, other, tags: [], settings: {}, labels, positions: [] };
}
