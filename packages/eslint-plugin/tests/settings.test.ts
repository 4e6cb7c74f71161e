import { describe, expect, test } from 'vitest';
import { SettingsError } from '../src/settings/settings-error.js';
import { settingsOf } from '../src/settings/settings-of.js';
import { lint } from './harness/lint.js';

const RACY =
  'const a = new Int32Array(new SharedArrayBuffer(4));\nexport const f = () => { a[0] += 1; };\n';

describe('settingsOf', () => {
  test('defaults to one process and nothing of its own', () => {
    expect(settingsOf({})).toEqual({
      libraries: [],
      deployment: 'single-process',
      locks: [],
      stores: [],
      ignoreFiles: [],
    });
  });

  test('keeps what is given, and checks it once', () => {
    const interlocked = {
      deployment: 'multi-process',
      database: 'mysql',
      libraries: [{ name: 'ours' }],
      locks: ['withLock', { from: 'package', name: ['Lock'], package: 'our-locks' }],
      stores: [{ from: 'file', name: 'repository', path: 'src/repository.ts' }],
      ignoreFiles: ['scripts/**'],
    };
    const settings = settingsOf({ interlocked });
    expect(settings).toEqual(interlocked);
    expect(settingsOf({ interlocked })).toBe(settings);
  });

  test.each([
    [[], 'settings.interlocked must be an object, but is an array: [].'],
    [null, 'settings.interlocked must be an object, but is null: null.'],
    [
      { deploiment: 'single-process' },
      'settings.interlocked has the unknown key "deploiment"; did you mean "deployment"? Known: libraries, deployment, database, locks, stores, ignoreFiles.',
    ],
    [
      { deployment: 'multiprocess' },
      'settings.interlocked.deployment has the unknown value "multiprocess"; did you mean "multi-process"? Known: single-process, multi-process.',
    ],
    [{ deployment: 2 }, 'settings.interlocked.deployment must be a string, but is number: 2.'],
    [{ database: 'postgres' }, /unknown value "postgres"; did you mean "postgresql"\?/],
    [{ locks: 'Mutex' }, 'settings.interlocked.locks must be an array, but is string: "Mutex".'],
    [{ locks: [''] }, /locks\[0\] must be a non-empty string/],
    [
      { locks: [{ from: 'packages', name: 'A' }] },
      /locks\[0\]\.from has the unknown value "packages"; did you mean "package"\?/,
    ],
    [
      { stores: [{ from: 'package', name: 'A', pakage: 'a' }] },
      /stores\[0\] has the unknown key "pakage"; did you mean "package"\?/,
    ],
    [
      { stores: [{ from: 'package', name: 'A' }] },
      /stores\[0\]\.package must be a non-empty string/,
    ],
    [{ libraries: [{}] }, /libraries\[0\]\.name must be a non-empty string/],
    [{ libraries: ['prisma'] }, /libraries\[0\] must be a library from defineLibrary\(\)/],
    [{ ignoreFiles: [7] }, /ignoreFiles\[0\] must be a non-empty string, but is number: 7/],
    [{ constructor: [] }, /unknown key "constructor"/],
  ])('%j is an error', (interlocked, message) => {
    expect(() => settingsOf({ interlocked })).toThrow(message);
    expect(() => settingsOf({ interlocked })).toThrow(SettingsError);
  });
});

describe('settings of ESLint', () => {
  test('what is not known stops the run with one message', () => {
    const settings = { interlocked: { databse: 'mysql' } };
    expect(() => lint(RACY, { filename: 'a.ts', settings })).toThrow(
      'settings.interlocked has the unknown key "databse"; did you mean "database"?',
    );
  });

  test('ignoreFiles takes files out by their path from the working directory', () => {
    const settings = { interlocked: { ignoreFiles: ['generated/**', '**/*.gen.ts'] } };
    const count = (filename: string): number => lint(RACY, { filename, settings }).length;
    expect(count('generated/deep/a.ts')).toBe(0);
    expect(count('src/a.gen.ts')).toBe(0);
    expect(count('src/a.ts')).toBe(1);
  });
});
