import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('..', import.meta.url));
const PAGE = join(REPOSITORY, 'docs/decisions/dependencies.md');

type Names = Record<string, string>;
interface Manifest {
  dependencies?: Names;
  devDependencies?: Names;
  peerDependencies?: Names;
  optionalDependencies?: Names;
}

it('gives a reason for each dependency, and for nothing else', () => {
  const needed = new Set(findManifests().flatMap((path) => dependenciesOf(path)));

  expect([...explained()].sort()).toEqual([...needed].sort());
});

it('pins each dependency that is installed to one version', () => {
  const loose = findManifests().flatMap((path) => {
    const { dependencies, devDependencies, optionalDependencies } = readManifest(path);
    return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
      ([name, version]) =>
        !name.startsWith('@interlocked/') && !/^(?:npm:.+@)?\d+\.\d+\.\d+/.test(version),
    );
  });

  expect(loose).toEqual([]);
});

function findManifests(): string[] {
  const folders = ['packages', 'examples', 'hosts'].flatMap((parent) =>
    readdirSync(join(REPOSITORY, parent)).map((name) => join(parent, name)),
  );
  return ['.', 'docs', ...folders]
    .map((folder) => join(REPOSITORY, folder, 'package.json'))
    .filter((path) => existsSync(path));
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, 'utf8')) as Manifest;
}

function dependenciesOf(path: string): string[] {
  const { dependencies, devDependencies, peerDependencies, optionalDependencies } =
    readManifest(path);
  return Object.keys({
    ...dependencies,
    ...devDependencies,
    ...peerDependencies,
    ...optionalDependencies,
  }).filter((name) => !name.startsWith('@interlocked/'));
}

/** The names in the first column of the page's tables. */
function explained(): Set<string> {
  const rows = readFileSync(PAGE, 'utf8').matchAll(/^\| (`[^|]+) \|/gm);
  return new Set([...rows].flatMap(([, cell = '']) => cell.match(/[^`, ]+/g) ?? []));
}
