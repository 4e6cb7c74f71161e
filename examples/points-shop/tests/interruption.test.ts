import { join } from 'node:path';

import { beforeEach, describe, expect, it, vi } from 'vitest';

import { exampleFolder, MainJob } from './main-job.js';
import { descendantsOf, type ListedProcess, stillRunning } from './process-tree.js';
import { namesIn, temporaryFolder } from './temporary-folder.js';

const START = ['src/start.js'];
const PATIENCE = { timeout: 30_000, interval: 100 };

let folder: string;
let before: string[];

beforeEach(async () => {
  folder = await temporaryFolder();
  before = await workFolders();
});

async function workFolders(): Promise<string[]> {
  const names = await namesIn(join(exampleFolder, 'out'));
  return names.filter((name) => name.startsWith('run-'));
}

/** The processes of a job whose race has begun: without them a test would look for nothing. */
async function racingProcesses(job: MainJob): Promise<ListedProcess[]> {
  await job.printed('POST /users/:id/points');
  const processes = await descendantsOf(job.child.pid ?? 0);
  const commands = processes.map(({ command }) => command).join('\n');
  expect(commands).toMatch(/postgres\/host\.ts/);
  expect(commands).toMatch(/as-written\/server\.js/);
  expect(commands).toContain(`postgres -D ${folder}`);
  return processes;
}

async function expectNothingLeft(processes: readonly ListedProcess[]): Promise<void> {
  await vi.waitFor(async () => {
    expect(await stillRunning(processes)).toEqual([]);
    expect(await namesIn(folder)).toEqual([]);
    expect((await workFolders()).filter((name) => !before.includes(name))).toEqual([]);
  }, PATIENCE);
}

describe('an interruption', { timeout: 90_000 }, () => {
  it('by SIGTERM in the race leaves nothing behind', async () => {
    const job = new MainJob(folder, START);
    const processes = await racingProcesses(job);
    job.child.kill('SIGTERM');
    expect(await job.ended).toBe(143);
    expect(job.errors).toBe('\nStopping PostgreSQL and the shop: SIGTERM.\n');
    expect(job.output).not.toContain('updates lost; after');
    await expectNothingLeft(processes);
  });

  it('by Ctrl-C while PostgreSQL starts leaves nothing behind', async () => {
    const job = new MainJob(folder, START);
    await vi.waitFor(async () => expect(await namesIn(folder)).not.toEqual([]), PATIENCE);
    const processes = await descendantsOf(job.child.pid ?? 0);
    expect(processes).not.toEqual([]);
    job.child.kill('SIGINT');
    expect(await job.ended).toBe(130);
    await expectNothingLeft(processes);
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
    await expectNothingLeft(processes);
  });
});
