import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, resolveConfig } from 'prettier';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeScaffold } from './write-scaffold.js';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const VITEST = fileURLToPath(new URL('../vitest.mjs', import.meta.resolve('vitest')));
const TSC = fileURLToPath(import.meta.resolve('typescript/bin/tsc'));

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'interlocked-new-'));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('what is new compiles, is formatted, and its tests fail', () => {
  it('a rule and a library', async () => {
    await copyPackage('eslint-plugin');
    const rule = await writeScaffold(root, 'rule', 'no-sample-hazard');
    const library = await writeScaffold(root, 'library', 'sample-store');

    expect(await findUnformatted({ ...rule.files, ...library.files })).toEqual([]);
    expect(await compile('eslint-plugin', { ...rule.files, ...library.files })).toEqual([]);
    expect(await failedTests('eslint-plugin', 'tests/fixtures.test.ts')).toEqual([
      "'libraries/sample-store/lost-update.ts' reports what is wanted, and nothing else",
      "'libraries/sample-store/lost-update.ts' functions are what their names say",
      "'sample-hazard/first.ts' reports what is wanted, and nothing else",
      "'sample-hazard/first.ts' functions are what their names say",
    ]);
  });

  it('a primitive', async () => {
    await copyPackage('runtime');
    const { files } = await writeScaffold(root, 'primitive', 'sample-lock');

    expect(await findUnformatted(files)).toEqual([]);
    expect(await compile('runtime', files)).toEqual([]);
    expect(await failedTests('runtime', 'src/sample-lock')).toEqual([
      'does what only SampleLock promises',
    ]);
  });
});

describe('what cannot be begun', () => {
  it.each([
    [
      'a rule set',
      'ruleset',
      'no-races',
      'There is no kind "ruleset". Choose one of: rule, library',
    ],
    ['an inherited property', 'toString', 'x', 'There is no kind "toString".'],
    ['a rule that is not named for a hazard', 'rule', 'atomic-only', 'starting with "no-"'],
    ['a name in camel case', 'primitive', 'keyedMutex', '"keyedMutex" is no name of a primitive.'],
    ['a path', 'library', '../outside', '"../outside" is no name of a library.'],
    ['an empty name', 'rule', '', '"" is no name of a rule.'],
  ])('%s', async (_what, kind, name, message) => {
    await expect(writeScaffold(root, kind, name)).rejects.toThrow(message);
  });

  it('what is there already, and then nothing is written over', async () => {
    const { files } = await writeScaffold(root, 'primitive', 'latch');
    const page = join(root, 'docs/primitives/latch.md');
    await rm(page);

    await expect(writeScaffold(root, 'primitive', 'latch')).rejects.toThrow(
      'There is a primitive latch already: packages/runtime/src/latch/latch.ts',
    );
    expect(Object.keys(files)).toContain('docs/primitives/latch.md');
    await expect(readFile(page)).rejects.toThrow('ENOENT');
  });
});

/** A package as it is, without its fixtures, so that only the new ones are judged. */
async function copyPackage(name: string): Promise<void> {
  const source = join(REPOSITORY, 'packages', name);
  await cp(source, join(root, 'packages', name), {
    recursive: true,
    filter: (path) =>
      !/[\\/](dist|node_modules|\.tsbuild)$/.test(path) && !/[\\/]fixtures[\\/][\w-]+$/.test(path),
  });
  await cp(join(REPOSITORY, 'tsconfig.base.json'), join(root, 'tsconfig.base.json'));
  // The package's tsconfig.json refers to it.
  await cp(join(REPOSITORY, 'scripts/engines'), join(root, 'scripts/engines'), { recursive: true });
  await symlink(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
}

async function findUnformatted(files: Record<string, string>): Promise<string[]> {
  const options = await resolveConfig(join(REPOSITORY, 'README.md'));
  const entries = await Promise.all(
    Object.entries(files).map(async ([filepath, text]) => {
      const isIgnored = filepath.includes('/fixtures/');
      return isIgnored || (await check(text, { ...options, filepath })) ? [] : [filepath];
    }),
  );
  return entries.flat();
}

/** What the compiler says of the files. */
async function compile(where: string, files: Record<string, string>): Promise<string[]> {
  const output = await run(TSC, '-p', `packages/${where}`, '--noEmit');
  return output.split('\n').filter((line) => Object.hasOwn(files, line.split('(')[0] ?? ''));
}

async function failedTests(where: string, filter: string): Promise<string[]> {
  const report = await run(
    VITEST,
    'run',
    ...['--root', `packages/${where}`, '--reporter=json', filter],
  );
  const { testResults } = JSON.parse(report.slice(report.indexOf('{'))) as Report;
  return testResults
    .flatMap((file) => file.assertionResults)
    .filter((test) => test.status === 'failed')
    .map((test) => test.fullName);
}

interface Report {
  testResults: { assertionResults: { status: string; fullName: string }[] }[];
}

/** What a script of a dependency prints; that it fails is seen in what it prints. */
function run(script: string, ...args: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { cwd: root }, (_error, stdout) => {
      resolve(stdout);
    });
  });
}
