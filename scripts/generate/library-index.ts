import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { toCamelCase } from '../new/scaffold.js';
import type { Step } from './step.js';
import { writeOrCompare } from './write-or-compare.js';

const FOLDER = fileURLToPath(
  new URL('../../packages/eslint-plugin/src/libraries', import.meta.url),
);

/** A folder with one file for each library, and what its index says of them. */
interface Shelf {
  readonly folder: string;
  readonly type: string;
  readonly typeFrom: string;
  readonly list: string;
  readonly comment: string;
}

const shelves: readonly Shelf[] = [
  {
    folder: FOLDER,
    type: 'Library',
    typeFrom: '../effects/library.js',
    list: 'libraries',
    comment:
      'Every library that the plugin knows; the generic ones last, so that a known one wins.',
  },
  {
    folder: join(FOLDER, 'locks'),
    type: 'LockLibrary',
    typeFrom: '../../effects/locks/lock-library.js',
    list: 'lockLibraries',
    comment: 'Every lock library that the plugin knows; the one by name alone last.',
  },
];

interface Described {
  file: string;
  exportName: string;
  isGeneric: boolean;
}

/**
 * The list of libraries that the plugin knows: every file beside it.
 *
 * The order of those that are listed already is kept, for an earlier library wins a tie. A new one
 * comes before the generic ones, which name no package.
 */
export const libraryIndex: Step = {
  name: 'index of libraries',
  async run(options) {
    const fresh = await Promise.all(shelves.map((shelf) => indexShelf(shelf, options)));
    return fresh.every((isFresh) => isFresh);
  },
};

async function indexShelf(shelf: Shelf, options: Parameters<Step['run']>[0]): Promise<boolean> {
  const files = (await readdir(shelf.folder)).filter(
    (file) => /^[\w-]+\.ts$/.test(file) && file !== 'index.ts',
  );
  const described = await Promise.all(files.sort().map((file) => describe(shelf.folder, file)));
  const index = join(shelf.folder, 'index.ts');
  const listed = await readListed(index);
  return writeOrCompare(index, toIndex(shelf, described, listed), options);
}

async function describe(folder: string, file: string): Promise<Described> {
  const exportName = toCamelCase(basename(file, '.ts'));
  const path = join(folder, file);
  const module = (await import(pathToFileURL(path).href)) as Record<
    string,
    { packages: string[] } | undefined
  >;
  const library = module[exportName];
  if (library === undefined) {
    throw new Error(`${path} has no export "${exportName}". Name what it exports after the file.`);
  }
  return { file, exportName, isGeneric: library.packages.length === 0 };
}

async function readListed(index: string): Promise<string[]> {
  const list = /\[\]\s*=\s*\[([^\]]*)\]/.exec(await readFile(index, 'utf8'))?.[1];
  if (list === undefined)
    throw new Error(`${index} has no list "= [...]" of libraries. Restore it.`);
  return list.match(/\w+/g) ?? [];
}

function toIndex(
  { type, typeFrom, list, comment }: Shelf,
  described: Described[],
  listed: string[],
): string {
  const imports = described.map(
    ({ file, exportName }) => `import { ${exportName} } from './${file.replace(/\.ts$/, '.js')}';`,
  );
  const rank = ({ exportName, isGeneric }: Described) => {
    const place = listed.indexOf(exportName);
    return (isGeneric ? 2 * listed.length : 0) + (place === -1 ? listed.length : place);
  };
  const names = described
    .toSorted((a, b) => rank(a) - rank(b))
    .map((library) => library.exportName);
  return `import type { ${type} } from '${typeFrom}';
${imports.join('\n')}

/** ${comment} */
export const ${list}: readonly ${type}[] = [${names.join(', ')}];
`;
}
