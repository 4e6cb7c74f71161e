import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sumSales } from '../src/csv-pipeline/sum-sales.js';
import { writeSales } from '../src/csv-pipeline/write-sales.js';
import { losesSome } from './loses-some.js';

const folder = mkdtempSync(join(tmpdir(), 'sales-'));
const path = join(folder, 'sales.csv');
let sums: Record<string, number>;

beforeAll(async () => {
  sums = await writeSales(path, 20_000);
});
afterAll(() => rmSync(folder, { recursive: true }));

it('adds every sale to its region, and waits for the last worker', async () => {
  expect(await sumSales({ path, way: 'atomic', workers: 3 })).toEqual(sums);
});

it('loses some in plain cells', async () => {
  const run = async () => {
    const totals = await sumSales({ path, way: 'plain', workers: 3 });
    return Object.entries(sums).some(([region, sum]) => totals[region] !== sum);
  };
  expect(await losesSome(run)).toBe(true);
});

it('ends with the error of a worker that fails, and waits for it no longer', async () => {
  const broken = join(folder, 'broken.csv');
  writeFileSync(broken, '2026-11-01,mars,1,100\n'.repeat(1_000));
  await expect(sumSales({ path: broken, way: 'atomic', workers: 2 })).rejects.toThrow(TypeError);
});
