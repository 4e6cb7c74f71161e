import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, it } from 'vitest';

import { WorkFolder } from '../src/work-folder.js';
import { namesIn, temporaryFolder } from '../../../scripts/engines/temporary-folder.js';

async function endedProcess(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

it('replaces the result of an earlier run when it publishes', async () => {
  const parent = await temporaryFolder();
  const target = join(parent, 'report.html');
  await writeFile(target, 'old');
  const work = await WorkFolder.create(parent);
  await writeFile(work.join('new.html'), 'new');
  await work.publish('new.html', target);
  await work.remove();
  expect(await readFile(target, 'utf8')).toBe('new');
  expect(await namesIn(parent)).toEqual(['report.html']);
});

it('removes what a killed run has left, and nothing of a run that goes on', async () => {
  const parent = await temporaryFolder();
  const killed = `run-${await endedProcess()}-abcdef`;
  await mkdir(join(parent, killed));
  const first = await WorkFolder.create(parent);
  const second = await WorkFolder.create(parent);
  const left = (await namesIn(parent)).map((name) => join(parent, name));
  expect(left.sort()).toEqual([first.path, second.path].sort());
});

it('says which folder it cannot write to', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  await expect(WorkFolder.create(join(file, 'out'))).rejects.toThrow(
    `The example cannot write to ${join(file, 'out')} (ENOTDIR). Run it as a user who may write there`,
  );
});
