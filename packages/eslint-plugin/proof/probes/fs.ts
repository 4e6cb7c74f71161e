import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { access, readFile, stat, writeFile } from 'node:fs/promises';
import { ask, copy } from '../questions.js';

interface Account {
  n: number;
  other: number;
}

export default ask(() => {
  const [file, label] = [process.env['ACCOUNT_FILE'] ?? '', process.env['LABEL_FILE'] ?? ''];
  const load = async () => JSON.parse(await readFile(file, 'utf8')) as Account;
  return {
    saves: {
      'writeFile (of what was read)': copy(load, (row) => writeFile(file, JSON.stringify(row))),
    },
    updates: {
      writeFile: (columns) => writeFile(file, JSON.stringify(columns)),
      writeFileSync: (columns) => writeFileSync(file, JSON.stringify(columns)),
    },
    atomic: {
      'writeFile (of what was read)': {
        after: async () => {
          const { n } = await load();
          return () => writeFile(file, JSON.stringify({ n: n + 1 }));
        },
      },
    },
    creates: { 'writeFile (with the flag wx)': () => writeFile(label, '{}', { flag: 'wx' }) },
    gives: {
      readFile: () => readFile(file, 'utf8'),
      readFileSync: () => readFileSync(file, 'utf8'),
    },
    also: {
      'a file that is not there, by existsSync': () => String(existsSync(label)),
      'a file that is not there, by access': () => access(label).then(String, codeOf),
      'a file that is not there, by stat': () => stat(label).then(String, codeOf),
    },
  };
});

function codeOf(error: { code: string }): string {
  return error.code;
}
