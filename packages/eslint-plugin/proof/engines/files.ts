import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine.js';

/** A folder with the account in `account-1.json`; a label is a file that is there. */
export function openFiles(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'interlocked-proof-'));
  const [account, label] = [join(folder, 'account-1.json'), join(folder, 'label.json')];
  return Promise.resolve({
    name: 'Node.js',
    version: process.version.slice(1),
    env: { ACCOUNT_FILE: account, LABEL_FILE: label },
    reset(n, other = 0) {
      writeFileSync(account, JSON.stringify({ n, other }));
      rmSync(label, { force: true });
      return Promise.resolve();
    },
    state() {
      const { n, other = 0 } = JSON.parse(readFileSync(account, 'utf8')) as State;
      const labels = existsSync(label) ? 1 : 0;
      return Promise.resolve({ n, other, tags: [], settings: {}, labels, positions: [] });
    },
    stop() {
      rmSync(folder, { recursive: true, force: true });
      return Promise.resolve();
    },
  });
}

interface State {
  readonly n: number;
  readonly other?: number;
}
