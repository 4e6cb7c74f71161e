import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sumSales } from './sum-sales.js';
import { writeSales } from './write-sales.js';

/** Sums up a file of sales with several workers, in the plain way and in the atomic one. */
const sales = 200_000;
const workers = 3;
const folder = await mkdtemp(join(tmpdir(), 'sales-'));
try {
  const path = join(folder, 'sales.csv');
  console.log(`Writing ${sales.toLocaleString('en')} sales to a file ...`);
  const written = await writeSales(path, sales);
  console.log(`${workers} workers add them up in plain cells ...`);
  const plain = await sumSales({ path, way: 'plain', workers });
  console.log(`${workers} workers add them up in AtomicCounters ...`);
  const atomic = await sumSales({ path, way: 'atomic', workers });
  const rows = Object.entries(written).map(([region, sum]) => {
    const [cells = 0, counters = 0] = [plain[region], atomic[region]];
    const found = { 'plain cell': cells, 'lost there': sum - cells, AtomicCounter: counters };
    return [region, { 'in the file': sum, ...found, 'lost here': sum - counters }];
  });
  console.table(Object.fromEntries(rows));
} finally {
  await rm(folder, { recursive: true });
}
