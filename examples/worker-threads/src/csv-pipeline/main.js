import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sumSales } from './sum-sales.js';
import { writeSales } from './write-sales.js';

/** Sums up a file of sales with several workers, in the plain way and in the atomic one. */
const folder = await mkdtemp(join(tmpdir(), 'sales-'));
try {
  const path = join(folder, 'sales.csv');
  console.log('in the file: ', await writeSales(path, 200_000));
  for (const way of /** @type {const} */ (['plain', 'atomic'])) {
    console.log(`${way} totals:`, await sumSales({ path, way, workers: 3 }));
  }
} finally {
  await rm(folder, { recursive: true });
}
