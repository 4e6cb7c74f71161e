import type { AddressInfo } from 'node:net';

import { countUp } from './counters.js';
import { closeDatabase, createTables } from './database.js';
import { countHits, readHits } from './hits.js';
import { createHttpServer } from './http.js';
import { addBonus, readStats } from './stats.js';
import { sell } from './stock.js';
import { addPoints } from './users.js';

const server = createHttpServer({
  'POST /users/:id/points': addPoints,
  'POST /counters/:name': countUp,
  'POST /stock/:item/sell': sell,
  'POST /stats/bonuses/:id': addBonus,
  'GET /stats': readStats,
  'POST /hits': countHits,
  'GET /hits': readHits,
});

await createTables();
server.listen(Number(process.env['PORT'] ?? 3000), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  console.log(`the shop listens on http://127.0.0.1:${port}`);
});

process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void closeDatabase();
});
