import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

import type { ClusterOptions, Connection } from './cluster.js';
import type { FromHost, ToHost } from './host-messages.js';
import { PostgresStartError } from './start-error.js';

const hostFile = fileURLToPath(new URL('./host.ts', import.meta.url));
const typescriptLoader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

/** A PostgreSQL server in a process of its own. */
export class PostgresHost {
  readonly #child: ChildProcess;

  /** `env` is added to the environment of this process. */
  constructor(env: NodeJS.ProcessEnv = {}) {
    this.#child = fork(hostFile, {
      env: { ...process.env, ...env },
      execArgv: ['--import', typescriptLoader],
      // A group of its own: Ctrl-C reaches this process alone, which then stops the server in order.
      detached: process.platform !== 'win32',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
  }

  /** Rejects with a `PostgresStartError` when the server cannot start; nothing is left behind. */
  async start(options: ClusterOptions = {}): Promise<Connection> {
    const answer = this.#answer();
    this.#tell({ type: 'start', options });
    const message = await answer;
    if (message.type === 'ready') return message.connection;
    await this.#gone();
    throw new PostgresStartError(message.code, message.message);
  }

  /** Ends the server and removes its data folder. */
  async stop(): Promise<void> {
    this.#tell({ type: 'stop' });
    await this.#gone();
  }

  #answer(): Promise<FromHost> {
    let errors = '';
    this.#child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString('utf8')));
    return new Promise((resolve) => {
      this.#child.once('message', (message) => resolve(message as FromHost));
      this.#child.once('close', (code, signal) =>
        resolve({
          type: 'failed',
          code: 'unexpected',
          message: `The process that hosts PostgreSQL ended (${signal ?? code}). ${errors}`.trim(),
        }),
      );
    });
  }

  #tell(message: ToHost): void {
    if (this.#child.connected) this.#child.send(message, () => undefined);
  }

  async #gone(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    await once(this.#child, 'exit');
  }
}
