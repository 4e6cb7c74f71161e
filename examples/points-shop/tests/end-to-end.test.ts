import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect, it } from 'vitest';

import { endpointsFor } from '../src/race/endpoints.js';
import { ShopLinter } from '../src/repair/lint-shop.js';
import { exampleFolder, MainJob } from './main-job.js';
import { namesIn, temporaryFolder } from '../../../scripts/engines/temporary-folder.js';

const run = promisify(execFile);
const repaired = join(exampleFolder, 'out', 'repaired');
const LAST_LINE = /^before: (\d+) of (\d+) updates lost; after: (\d+) of (\d+)$/;

interface Row {
  readonly endpoint: string;
  readonly sent: number;
  readonly lost: number;
}

/** The rows of both tables: first the shop as written, then the repaired copy. */
function readRows(output: string): Row[] {
  const rows = output.matchAll(/^ +(POST .*?) {2,}(\d+) +\d+ +\d+ +\d+ +(\d+)$/gm);
  return [...rows].map(([, endpoint = '', sent, lost]) => ({
    endpoint,
    sent: Number(sent),
    lost: Number(lost),
  }));
}

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

async function typeCheck(project: string): Promise<string> {
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const args = [tsc, '-p', project, '--noEmit', '--composite', 'false'];
  const { stdout } = await run(process.execPath, [...args, '--emitDeclarationOnly', 'false']).catch(
    (error: unknown) => error as { stdout: string },
  );
  return stdout;
}

it('shows that the shop loses updates, and that its repaired copy loses none', async () => {
  const folder = await temporaryFolder();
  const job = new MainJob(folder, ['src/start.js']);
  const status = await job.ended;
  const lines = job.output.trimEnd().split('\n');

  expect(job.errors).toBe('');
  expect(status).toBe(0);
  const [, lostBefore, sentBefore, lostAfter, sentAfter] = (
    LAST_LINE.exec(lines.at(-1) ?? '') ?? []
  ).map(Number);

  const names = endpointsFor(300).map(({ name }) => name);
  const rows = readRows(job.output);
  const [before, after] = [rows.slice(0, names.length), rows.slice(names.length)];
  expect(rows.map(({ endpoint }) => endpoint)).toEqual([...names, ...names]);
  expect(before.filter(({ lost }) => lost === 0)).toEqual([]);
  expect(after.filter(({ lost }) => lost > 0)).toEqual([]);
  expect([lostBefore, sentBefore]).toEqual([
    sum(before.map(({ lost }) => lost)),
    sum(before.map(({ sent }) => sent)),
  ]);
  expect([lostAfter, sentAfter]).toEqual([0, sentBefore]);

  expect(job.output).toContain('6 problems (6 errors, 0 warnings)');
  expect(job.output).toContain('6 findings, 6 suggestions applied');
  expect((await new ShopLinter(repaired).lintAll()).files).toEqual([]);
  expect(await typeCheck(repaired)).toBe('');

  const report = await readFile(join(exampleFolder, 'out', 'report.html'), 'utf8');
  expect(job.output).toContain('examples/points-shop/out/report.html');
  expect(report).toContain('id="timeline-title"');
  expect(report).toContain('<b>0 lost</b>');
  expect(await namesIn(folder)).toEqual([]);
}, 180_000);
