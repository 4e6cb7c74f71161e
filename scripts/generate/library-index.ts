import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { toCamelCase } from '../new/scaffold.js';
import type { Step } from './step.js';
import { writeOrCompare } from './write-or-compare.js';

const FOLDER = fileURLToPath(
  new URL('../../packages/eslint-plugin/src/libraries', import.meta.url),
);

interface Described {
  file: string;
  exportName: string;
  isGeneric: boolean;
}

/** The list of libraries that the plugin knows: every file beside it. */
export const libraryIndex: Step = {
  name: 'index of libraries',
  async run(options) {
    const files = (await readdir(FOLDER)).filter(
      (file) => /^[\w-]+\.ts$/.test(file) && file !== 'index.ts',
    );
    const described = await Promise.all(files.sort().map((file) => describe(file)));
    return writeOrCompare(join(FOLDER, 'index.ts'), toIndex(described), options);
  },
};

async function describe(file: string): Promise<Described> {
  const exportName = toCamelCase(basename(file, '.ts'));
  const path = join(FOLDER, file);
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

function toIndex(described: Described[]): string {
  const known = described.filter((library) => !library.isGeneric);
  const generic = described.filter((library) => library.isGeneric);
  const imports = described.map(
    ({ file, exportName }) => `import { ${exportName} } from './${file.replace(/\.ts$/, '.js')}';`,
  );
  const names = [...known, ...generic].map(({ exportName }) => exportName);
  return `import type { Library } from '../effects/library.js';
${imports.join('\n')}

/** Every library that the plugin knows; generic ones last, so that a known one wins. Generated. */
export const libraries: readonly Library[] = [${names.join(', ')}];
`;
}
