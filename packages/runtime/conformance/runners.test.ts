import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';

const hosts = fileURLToPath(new URL('../../../hosts/', import.meta.url));
const jest = programOf('jest', 'bin/jest.js');
const vitest = programOf('vitest', 'vitest.mjs');

/** A file of a package, as a project among `hosts` finds it. */
function programOf(name: string, file: string): string {
  const require = createRequire(join(hosts, 'jest/package.json'));
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}

interface Runner {
  readonly folder: string;
  readonly command: readonly string[];
  /** The same, with no await held. */
  readonly without: { readonly command: readonly string[]; readonly env?: object };
}

const runners: Readonly<Record<string, Runner>> = {
  'node:test': {
    folder: 'node-test',
    command: ['--import', '@interlocked/runtime/testing/register', '--test', 'points.test.mjs'],
    without: { command: ['--test', 'points.test.mjs'] },
  },
  Jest: {
    folder: 'jest',
    command: [jest],
    without: { command: [jest, '--config', '{ "transform": {} }'] },
  },
  Vitest: {
    folder: 'vitest',
    command: [vitest, 'run'],
    without: { command: [vitest, 'run'], env: { WITHOUT_PLUGIN: '1' } },
  },
};

/** What the tests of a project print, run as its own script would. */
async function outputOf(folder: string, command: readonly string[], more: object = {}) {
  const run = promisify(execFile)(process.execPath, command, {
    cwd: join(hosts, folder),
    // Nothing of the run of tests that this one is part of.
    env: { PATH: process.env['PATH'], NO_COLOR: '1', ...more },
  });
  return run.then(
    ({ stdout, stderr }) => ({ hasPassed: true, text: stdout + stderr }),
    (error: { stdout: string; stderr: string }) => ({
      hasPassed: false,
      text: error.stdout + error.stderr,
    }),
  );
}

describe.each(Object.entries(runners))('under %s', (_name, { folder, command, without }) => {
  it('ordinary awaits are held, whether timers are real or fake', async () => {
    const { hasPassed, text } = await outputOf(folder, command);
    expect(hasPassed, text).toBe(true);
  });

  it('without that the lost update stays hidden', async () => {
    const { hasPassed, text } = await outputOf(folder, without.command, without.env);
    expect(hasPassed).toBe(false);
    expect(text).toContain('the lost update is found');
  });
});
