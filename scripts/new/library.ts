import { type Kind, toCamelCase } from './scaffold.js';

/** A library: its description, and a fixture that fails until the description is right. */
export const library: Kind = {
  nameRule: {
    words: 'kebab-case, as it is known on npm without its scope, as mikro-orm',
    pattern: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  },
  begin: (name) => ({
    files: {
      [`packages/eslint-plugin/src/libraries/${name}.ts`]: libraryOf(name),
      [`packages/eslint-plugin/fixtures/libraries/${name}/lost-update.ts`]: fixtureOf(name),
      [`packages/eslint-plugin/fixtures/libraries/${name}/api.d.ts`]: apiOf(name),
    },
    left: [
      `Describe the reads, writes, guards and idioms in src/libraries/${name}.ts; it is data only.`,
      `Declare in fixtures/libraries/${name}/api.d.ts what the fixtures call: types, no code.`,
      `Write the fixtures beside it: each racy shape, each look-alike, each guard.`,
      `Prove it in proof/: the racy program loses updates on the real engine, the repaired one none.`,
      'npm run generate (the index of libraries), then npx changeset.',
    ],
  }),
};

function libraryOf(name: string): string {
  return `import { defineLibrary } from '../effects/library.js';

/** What a call of ${name} looks like. */
export const ${toCamelCase(name)} = defineLibrary({
  name: '${name}',
  title: '${name}',
  docs: '',
  packages: ['${name}'],
  operations: [],
});
`;
}

function apiOf(name: string): string {
  return `declare module '${name}' {
  export interface Row {
    points: number;
  }
  export function find(id: number): Promise<Row>;
  export function store(id: number, row: Row): Promise<void>;
}
`;
}

function fixtureOf(name: string): string {
  return `import { find, store } from '${name}';

export async function addPoints_race(id: number, points: number): Promise<void> {
  const row = await find(id);
  await store(id, { points: row.points + points }); // want no-lost-update: "points"
}
`;
}
