import pg from 'pg';

import type { Connection } from '../../../../scripts/engines/postgres/cluster.js';
import type { Cleanup } from '../cleanup.js';
import type { BuiltShop } from '../shop/build-shop.js';
import type { RecordedQuery } from '../shop/recorder.js';
import { ShopProcess } from '../shop/shop-process.js';
import { type Endpoint, endpointsFor } from './endpoints.js';
import { settle, type Tally } from './ledger.js';

/** What a race needs, and whom it tells about each endpoint. */
export interface RaceOptions {
  readonly connection: Connection;
  /** A database of its own, created for this race. */
  readonly databaseName: string;
  readonly built: BuiltShop;
  readonly requests: number;
  readonly cleanup: Cleanup;
  readonly onTally: (tally: Tally) => void;
}

export interface Race {
  readonly tallies: readonly Tally[];
  readonly recording: readonly RecordedQuery[];
}

async function connect(connection: Connection, database: string): Promise<pg.Client> {
  const client = new pg.Client({ ...connection, database });
  // A server that is stopped on Ctrl-C cuts this connection; that is no news.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function createDatabase(connection: Connection, name: string): Promise<void> {
  const client = await connect(connection, 'postgres');
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  await client.end();
}

function toUrl({ host, port, user, password }: Connection, database: string): string {
  return `postgres://${user}:${password}@${host}:${port}/${database}`;
}

async function raceEndpoint(
  endpoint: Endpoint,
  requests: number,
  database: pg.Client,
  address: string,
): Promise<Tally> {
  await endpoint.seed?.(database);
  const answers = await endpoint.fire(address, endpoint.shots(requests));
  return settle(endpoint.name, answers, await endpoint.countKept({ database, address }));
}

/** Runs one shop on a fresh database and races its endpoints, one after the other. */
export async function raceShop(options: RaceOptions): Promise<Race> {
  await createDatabase(options.connection, options.databaseName);
  const url = toUrl(options.connection, options.databaseName);
  const shop = new ShopProcess(options.built, url);
  const forget = options.cleanup.add(() => shop.stop());
  const address = await shop.listening();
  const database = await connect(options.connection, options.databaseName);

  const tallies: Tally[] = [];
  for (const endpoint of endpointsFor(options.requests)) {
    const tally = await raceEndpoint(endpoint, options.requests, database, address);
    options.cleanup.throwIfBegun();
    tallies.push(tally);
    options.onTally(tally);
  }
  const recording = await shop.takeRecording();

  await database.end();
  await shop.stop();
  forget();
  return { tallies, recording };
}
