import { join } from 'node:path';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { namesIn, temporaryFolder } from '../../../scripts/engines/temporary-folder.js';
import { exampleFolder, MainJob } from './main-job.js';
import { descendantsOf, type ListedProcess, stillRunning } from './process-tree.js';

const START = ['src/start.js'];
// A bound for a hang, not for a slow machine.
const PATIENCE = { timeout: 100_000, interval: 100 };

let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
});

/** The folders that a job works in; other tests run the example at the same time. */
async function workFolders(
  { child }: MainJob,
  processes: readonly ListedProcess[],
): Promise<string[]> {
  const names = await namesIn(join(exampleFolder, 'out'));
  const pids = [child.pid, ...processes.map(({ pid }) => pid)];
  return names.filter((name) => pids.some((pid) => name.startsWith(`run-${pid}-`)));
}

/** The processes of a job whose race has begun: without them a test would look for nothing. */
async function racingProcesses(job: MainJob): Promise<ListedProcess[]> {
  await job.printed('POST /users/:id/points');
  const processes = await descendantsOf(job.child.pid ?? 0);
  const commands = processes.map(({ command }) => command).join('\n');
  expect(commands).toMatch(/postgres\/host\.ts/);
  expect(commands).toMatch(/as-written\/server\.js/);
  expect(commands).toContain(`postgres -D ${folder}`);
  expect(await workFolders(job, processes)).toHaveLength(1);
  return processes;
}

async function expectNothingLeft(job: MainJob, processes: readonly ListedProcess[]): Promise<void> {
  await vi.waitFor(async () => {
    expect(await stillRunning(processes)).toEqual([]);
    expect(await namesIn(folder)).toEqual([]);
    expect(await workFolders(job, processes)).toEqual([]);
  }, PATIENCE);
}

describe('an interruption', () => {
  it('by SIGTERM in the race leaves nothing behind', async () => {
    const job = new MainJob(folder, START);
    const processes = await racingProcesses(job);
    job.child.kill('SIGTERM');
    expect(await job.ended).toBe(143);
    expect(job.errors).toBe('\nStopping PostgreSQL and the shop: SIGTERM.\n');
    expect(job.output).not.toContain('updates lost; after');
    await expectNothingLeft(job, processes);
  });

  it('by Ctrl-C while PostgreSQL starts leaves nothing behind', async () => {
    const job = new MainJob(folder, START);
    await vi.waitFor(async () => expect(await namesIn(folder)).not.toEqual([]), PATIENCE);
    const processes = await descendantsOf(job.child.pid ?? 0);
    expect(processes).not.toEqual([]);
    job.child.kill('SIGINT');
    expect(await job.ended).toBe(130);
    await expectNothingLeft(job, processes);
  });

  it('by SIGKILL stops PostgreSQL and the shop all the same', async () => {
    const job = new MainJob(folder, START);
    const processes = await racingProcesses(job);
    job.child.kill('SIGKILL');
    expect(await job.ended).toBe('SIGKILL');
    await vi.waitFor(async () => {
      expect(await stillRunning(processes)).toEqual([]);
      expect(await namesIn(folder)).toEqual([]);
    }, PATIENCE);
  });

  it('of the shell between it and npm is noticed', async () => {
    const job = new MainJob(folder, ['-c', `"${process.execPath}" src/start.js; true`], 'sh');
    const processes = await racingProcesses(job);
    job.child.kill('SIGKILL');
    await expectNothingLeft(job, processes);
  });
});
