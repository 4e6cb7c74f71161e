import type pg from 'pg';

import { countKept } from './ledger.js';
import { fireInTurn, fireTogether, type Shot } from './load.js';

/** Where a race looks up what the shop has stored. */
export interface Store {
  readonly database: pg.Client;
  readonly address: string;
}

/** One endpoint of the shop: its load, and how to count the updates that are left of it. */
export interface Endpoint {
  readonly name: string;
  readonly seed?: (database: pg.Client) => Promise<unknown>;
  readonly shots: (requests: number) => readonly Shot[];
  readonly fire: typeof fireTogether;
  readonly countKept: (store: Store) => Promise<number>;
}

const GOLD = { id: 1, step: 3 };
const BASIC = { id: 2, step: 1 };
const COUNTERS = ['visits', 'signups'];
const BONUS = 5;
const HIT_LOGS = 12;
const HITS_PER_LOG = 4_000;
const HIT_LINE = '10.0.0.7 - - [21/Nov/2026:10:00:00 +0000] "GET /shop?sort=price HTTP/1.1" 200';

/** Deals the requests out in turn, so that all targets are hit at the same time. */
function deal(requests: number, paths: readonly string[]): Shot[] {
  return Array.from({ length: requests }, (_, index) => ({
    path: paths[index % paths.length] ?? '',
    updates: 1,
  }));
}

async function readNumber(database: pg.Client, sql: string, key: unknown): Promise<number> {
  const { rows } = await database.query<{ n: number }>(sql, [key]);
  return rows[0]?.n ?? 0;
}

async function readJson(address: string, path: string): Promise<Record<string, number>> {
  const response = await fetch(address + path);
  return (await response.json()) as Record<string, number>;
}

const users: Endpoint = {
  name: 'POST /users/:id/points',
  seed: (database) =>
    database.query(
      `INSERT INTO users (id, name, tier) VALUES
       (${GOLD.id}, 'Ada', 'gold'), (${BASIC.id}, 'Ben', 'basic')`,
    ),
  shots: (requests) => deal(requests, [`/users/${GOLD.id}/points`, `/users/${BASIC.id}/points`]),
  fire: fireTogether,
  async countKept({ database }) {
    let kept = 0;
    for (const { id, step } of [GOLD, BASIC]) {
      const points = await readNumber(database, 'SELECT points AS n FROM users WHERE id = $1', id);
      kept += countKept(0, points, step);
    }
    return kept;
  },
};

const counters: Endpoint = {
  name: 'POST /counters/:name',
  shots: (requests) =>
    deal(
      requests,
      COUNTERS.map((name) => `/counters/${name}`),
    ),
  fire: fireTogether,
  async countKept({ database }) {
    let kept = 0;
    for (const name of COUNTERS) {
      kept += await readNumber(database, 'SELECT value AS n FROM counters WHERE name = $1', name);
    }
    return kept;
  },
};

/** A third of the requests can be served: these are the last items. */
const stock = (requests: number): Endpoint => {
  const quantity = Math.ceil(requests / 3);
  return {
    name: 'POST /stock/:item/sell',
    seed: (database) => database.query(`INSERT INTO stock VALUES ('mug', ${quantity})`),
    shots: () => deal(requests, ['/stock/mug/sell']),
    fire: fireTogether,
    async countKept({ database }) {
      const sql = 'SELECT quantity AS n FROM stock WHERE item = $1';
      return countKept(await readNumber(database, sql, 'mug'), quantity, 1);
    },
  };
};

const stats: Endpoint = {
  name: 'POST /stats/bonuses/:id',
  seed: (database) => database.query(`INSERT INTO bonuses VALUES (${GOLD.id}, ${BONUS})`),
  shots: (requests) => deal(requests, [`/stats/bonuses/${GOLD.id}`]),
  fire: fireTogether,
  async countKept({ address }) {
    const { totalBonus = 0 } = await readJson(address, '/stats');
    return countKept(0, totalBonus, BONUS);
  },
};

const hits: Endpoint = {
  name: 'POST /hits (worker threads)',
  shots: () =>
    Array.from({ length: HIT_LOGS }, () => ({
      path: '/hits',
      body: Array<string>(HITS_PER_LOG).fill(HIT_LINE).join('\n'),
      updates: HITS_PER_LOG,
    })),
  fire: fireInTurn,
  async countKept({ address }) {
    const pages = await readJson(address, '/hits');
    return Object.values(pages).reduce((sum, n) => sum + n, 0);
  },
};

/** Every endpoint, with `requests` concurrent requests each. */
export function endpointsFor(requests: number): readonly Endpoint[] {
  return [users, counters, stock(requests), stats, hits];
}
