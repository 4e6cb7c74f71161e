import { defineLibrary } from '../effects/library.js';
import { arg, atomic, put, read } from '../effects/operation.js';

const WRITING = ['writeFile', 'writeJson', 'writeJSON', 'outputJson', 'outputJSON', 'outputFile'];

/** A file that is read, changed and written back whole. */
export const fs = defineLibrary({
  name: 'fs',
  title: 'Files',
  docs: 'https://nodejs.org/api/fs.html',
  packages: ['fs', 'node:fs', 'fs-extra', 'fs/promises', 'node:fs/promises'],
  keepsText: true,
  operations: [
    read({
      method: ['readFile', 'readFileSync', 'readJson', 'readJSON', 'readJsonSync', 'readJSONSync'],
      on: 'any',
      key: arg(0),
      gives: 'value',
      distinctive: true,
    }),
    read({
      method: ['existsSync', 'exists', 'pathExists', 'pathExistsSync', 'access', 'stat'],
      on: 'any',
      key: arg(0),
      gives: 'presence',
    }),
    atomic({ method: WRITING, on: 'any', present: arg(2, 'flag'), presentSaying: /[ax]/ }),
    put({
      method: WRITING,
      on: 'any',
      key: arg(0),
      value: arg(1),
      takesTime: true,
      distinctive: true,
    }),
    put({
      method: ['writeFileSync', 'writeJsonSync', 'writeJSONSync', 'outputJsonSync'],
      on: 'any',
      key: arg(0),
      value: arg(1),
      distinctive: true,
    }),
    atomic({ method: ['appendFile', 'mkdir', 'ensureFile', 'ensureDir'], on: 'any' }),
  ],
});
