import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { regions } from './totals.js';

/**
 * Writes a CSV file of made-up sales, and answers what their sums are.
 *
 * @param {string} path
 * @param {number} count
 */
export async function writeSales(path, count) {
  /** @type {Record<string, number>} */
  const sums = Object.fromEntries(regions.map((region) => [region, 0]));
  const file = createWriteStream(path);
  for (let sale = 0; sale < count; sale++) {
    const region = regions[((sale * 7) % 5) % regions.length] ?? 'north';
    const [pieces, cents] = [1 + (sale % 9), 100 + ((sale * 37) % 900)];
    sums[region] = (sums[region] ?? 0) + pieces * cents;
    const day = `2026-11-${String(1 + (sale % 30)).padStart(2, '0')}`;
    file.write(`${day},${region},${pieces},${cents}\n`);
  }
  file.end();
  await finished(file);
  return sums;
}
