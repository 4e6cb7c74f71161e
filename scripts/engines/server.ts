import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A program, how to call it, and the line of output that says it takes connections. */
export interface ServerCommand {
  name: string;
  program: string;
  args: string[];
  readyLine: RegExp;
}

/** A running server of our own. */
export interface Server {
  url: string;
  /** Ends the server and removes its data folder; both are gone when this resolves. */
  stop(): Promise<void>;
}

/**
 * Runs `prepare`'s command in a new data folder until `stop`.
 *
 * - **Errors:** a server that ends or stays silent before it is ready rejects with its last output.
 * - **Crash:** the server and its folder go when this process exits, however it exits, except by
 *   SIGKILL.
 */
export async function startServer(
  url: string,
  prepare: (folder: string) => ServerCommand | Promise<ServerCommand>,
): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'interlocked-engine-'));
  const removeFolder = () => rmSync(folder, { recursive: true, force: true });
  try {
    const command = await prepare(folder);
    const child = spawn(command.program, command.args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const onExit = () => {
      child.kill('SIGKILL');
      removeFolder();
    };
    process.once('exit', onExit);
    const stop = async () => {
      await end(child);
      process.off('exit', onExit);
      removeFolder();
    };
    await untilReady(child, command).catch(async (error: unknown) => {
      await stop();
      throw error;
    });
    return { url, stop };
  } catch (error) {
    removeFolder();
    throw error;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = once(child, 'exit');
  child.kill('SIGTERM');
  await exited;
}

const PATIENCE_MS = 60_000;

async function untilReady(child: ChildProcess, command: ServerCommand): Promise<void> {
  let output = '';
  const toError = (what: string) =>
    new Error(`${command.name} ${what}. It was started as: ${command.program} ${command.args.join(' ')}
Its last output:
${output.slice(-2000)}`);
  let timer: NodeJS.Timeout | undefined;
  await new Promise<void>((resolve, reject) => {
    const onOutput = (chunk: Buffer) => {
      output += chunk.toString();
      if (command.readyLine.test(output)) resolve();
    };
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    child.once('error', (error) => reject(toError(`could not be started: ${error.message}`)));
    // Not `exit`, which may come before the last output, where the cause is told.
    child.once('close', (code, signal) =>
      reject(toError(`ended before it was ready (${signal ?? `status ${code}`})`)),
    );
    timer = setTimeout(() => {
      reject(toError(`was not ready after ${PATIENCE_MS / 1000} s`));
    }, PATIENCE_MS);
  }).finally(() => clearTimeout(timer));
  child.stdout?.resume();
  child.stderr?.resume();
}
