import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';

import type { BuiltShop } from './build-shop.js';
import type { RecordedQuery } from './recorder.js';

const LISTENS = /listens on (http:\/\/\S+)/;
const STOP_PATIENCE_MS = 5_000;

/** The shop as one running service, reached over HTTP. */
export class ShopProcess {
  readonly #child: ChildProcess;
  #errors = '';

  constructor(built: BuiltShop, databaseUrl: string) {
    this.#child = fork(built.server, {
      execArgv: ['--import', pathToFileURL(built.recorder).href],
      env: { ...process.env, DATABASE_URL: databaseUrl, PORT: '0' },
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.#child.stderr?.on('data', (chunk: Buffer) => {
      this.#errors = (this.#errors + chunk.toString('utf8')).slice(-4_000);
    });
  }

  /** Resolves to the address once the shop answers requests. */
  async listening(): Promise<string> {
    let output = '';
    return new Promise((resolve, reject) => {
      this.#child.stdout?.on('data', (chunk: Buffer) => {
        output += chunk.toString('utf8');
        const address = LISTENS.exec(output)?.[1];
        if (address) resolve(address);
      });
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => reject(this.#endedEarly(signal ?? code)));
    });
  }

  /** The queries since the last call, with the requests that sent them. */
  async takeRecording(): Promise<readonly RecordedQuery[]> {
    const recording = once(this.#child, 'message');
    this.#child.send('recording');
    const [queries] = (await recording) as [readonly RecordedQuery[]];
    return queries;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), STOP_PATIENCE_MS);
    await exited;
    clearTimeout(timer);
  }

  #endedEarly(how: number | string | null): Error {
    return new Error(
      `The shop ended (${how}) before it listened. Its error output was:\n` +
        `${this.#errors.trim() || 'nothing'}`,
    );
  }
}
