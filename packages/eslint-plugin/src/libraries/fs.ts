import { arg, defineLibrary, put, read } from '../effects/library.js';

/** A file that is read, changed and written back whole. */
export const fs = defineLibrary({
  name: 'fs',
  title: 'Files',
  docs: 'https://nodejs.org/api/fs.html',
  packages: ['fs', 'node:fs', 'fs-extra', 'fs/promises', 'node:fs/promises'],
  operations: [
    read({
      method: ['readFile', 'readFileSync', 'readJson', 'readJSON', 'readJsonSync'],
      on: 'any',
      key: arg(0),
      gives: 'value',
      distinctive: true,
    }),
    put({
      method: ['writeFile', 'writeFileSync', 'writeJson', 'writeJSON', 'outputJson', 'outputFile'],
      on: 'any',
      key: arg(0),
      value: arg(1),
      distinctive: true,
    }),
  ],
});
