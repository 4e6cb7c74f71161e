import { describe, expect, test } from 'vitest';
import { libraries } from '../src/libraries/index.js';
import { lockLibraries } from '../src/libraries/locks/index.js';
import { SettingsError } from '../src/settings/settings-error.js';
import { settingsOf } from '../src/settings/settings-of.js';
import { lint } from './harness/lint.js';

const RACY =
  'const a = new Int32Array(new SharedArrayBuffer(4));\nexport const f = () => { a[0] += 1; };\n';

const READ = { kind: 'read', method: 'load', on: 'model', gives: 'entity' };

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

  test.each([...libraries, ...lockLibraries])(
    'takes $name in the form that it has here',
    (library) => {
      expect(settingsOf({ interlocked: { libraries: [library] } }).libraries).toEqual([library]);
    },
  );

  test('keeps what is given, and checks it once', () => {
    const interlocked = {
      deployment: 'multi-process',
      database: 'mysql',
      libraries: [{ name: 'ours', packages: [], operations: [] }],
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
      /stores\[0\]\.package is missing; it must be a non-empty string/,
    ],
    [{ libraries: [{}] }, /libraries\[0\]\.name is missing; it must be a non-empty string/],
    [{ libraries: ['prisma'] }, /libraries\[0\] must be an object that describes a library/],
    [
      { libraries: [{ name: 'a', packages: [], operations: [], receiver: /db/ }] },
      /libraries\[0\] has the unknown key "receiver"; did you mean "receivers"\?/,
    ],
    [
      { libraries: [{ name: 'a', packages: [], operations: [{ kind: 'reed' }] }] },
      /operations\[0\]\.kind has the unknown value "reed"; did you mean "read"\?/,
    ],
    [
      { libraries: [{ name: 'a', packages: [], operations: [{ ...READ, gives: 'entitys' }] }] },
      /operations\[0\]\.gives has the unknown value "entitys"; did you mean "entity"\?/,
    ],
    [
      { libraries: [{ name: 'a', packages: [], operations: [{ ...READ, kee: { arg: 0 } }] }] },
      /operations\[0\] has the unknown key "kee"; did you mean "key"\?/,
    ],
    [
      { libraries: [{ name: 'a', packages: [], operations: [{ ...READ, key: { arg: '0' } }] }] },
      /operations\[0\]\.key\.arg must be an integer, but is string: "0"/,
    ],
    [
      { libraries: [{ name: 'a', packages: [], makers: [], reach: 'proces', operations: [] }] },
      /libraries\[0\]\.reach has the unknown value "proces"; did you mean "process"\?/,
    ],
    [
      { libraries: [{ name: 'a', packages: [], operations: [], schema: { versions: ['v'] } }] },
      /libraries\[0\]\.schema has the unknown key "versions"; did you mean "version"\?/,
    ],
    [
      { libraries: [{ name: 'a', packages: [], operations: [{ ...READ, byUniqe: true }] }] },
      /operations\[0\] has the unknown key "byUniqe"; did you mean "byUnique"\?/,
    ],
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

  const counting = (lines: string): string =>
    `import { ours } from '@acme/ours';\nexport async function count(id: string) {\n${lines}\n}\n`;

  test('a library of the user is known like one that the plugin brings', () => {
    const text = counting(
      'const row = await ours.obtain(id);\nawait ours.overwrite(id, { n: row.n + 1 });',
    );
    const obtain = { ...READ, method: 'obtain', key: { arg: 0 } };
    const overwrite = {
      kind: 'update',
      method: 'overwrite',
      on: 'model',
      key: { arg: 0 },
      value: { arg: 1 },
    };
    const library = { name: 'ours', packages: ['@acme/ours'], operations: [obtain, overwrite] };
    const settings = { interlocked: { libraries: [library] } };
    expect(lint(text, { filename: 'src/a.ts' })).toEqual([]);
    expect(lint(text, { filename: 'src/a.ts', settings })).toMatchObject([
      { ruleId: '@interlocked/no-lost-update', line: 4 },
    ]);
  });

  test('a store of the user is read and written by key', () => {
    const text = counting('const n = (await ours.get(id)) ?? 0;\nawait ours.set(id, n + 1);');
    const other = text.replaceAll('ours.', 'ours.inner.');
    const settings = { interlocked: { stores: ['ours'] } };
    expect(lint(text, { filename: 'src/a.ts', settings })).toMatchObject([
      { ruleId: '@interlocked/no-lost-update', line: 4 },
    ]);
    expect(lint(other, { filename: 'src/a.ts', settings })).toHaveLength(1);
  });

  test.each([
    ['postgresql', 0],
    ['cockroachdb', 0],
    ['mysql', 1],
    ['mariadb', 1],
    [undefined, 1],
  ])('on %s, REPEATABLE READ leaves %i lost update', (database, count) => {
    const text = `import { User, sequelize } from './models.js';
      export const f = (id: number) =>
        sequelize.transaction({ isolationLevel: 'REPEATABLE READ' }, async (transaction) => {
          const user = await User.findByPk(id, { transaction });
          await User.update({ n: user.n + 1 }, { where: { id }, transaction });
        });`;
    const settings = { interlocked: { database } };
    expect(lint(text, { filename: 'src/a.ts', settings })).toHaveLength(count);
  });
});
