import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const source = fileURLToPath(new URL('../../src', import.meta.url));
const conformance = fileURLToPath(new URL('..', import.meta.url));

const filesOf = (folder: string, end: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith(end));

const planted = filesOf(source, '.mutants.ts');

it('every primitive and every entry has bugs planted in it', () => {
  const folders = readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['internal', 'create-shared'].includes(entry.name))
    .map(({ name }) => name);
  const withBugs = new Set(planted.map((file) => file.split('/')[0]));
  expect(folders.filter((folder) => !withBugs.has(folder))).toEqual([]);
});

it('every planted bug is tried by a test', () => {
  const tests = filesOf(conformance, '.test.ts').map((file) =>
    readFileSync(`${conformance}${file}`, 'utf8'),
  );
  const untried = planted.filter((file) => {
    const name = file.replace(/\.ts$/, '.js');
    return !tests.some((text) => text.includes(`src/${name}'`));
  });
  expect(untried).toEqual([]);
});
