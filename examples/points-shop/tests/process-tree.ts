import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A process, as `ps` shows it. */
export interface ListedProcess {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

async function listProcesses(): Promise<ListedProcess[]> {
  const { stdout } = await run('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .map(([pid, parent, ...command]) => ({
      pid: Number(pid),
      parent: Number(parent),
      command: command.join(' '),
    }));
}

/** All processes that a process has started, and those that they have started. */
export async function descendantsOf(pid: number): Promise<ListedProcess[]> {
  const all = await listProcesses();
  const below = (parent: number): ListedProcess[] =>
    all.filter((one) => one.parent === parent).flatMap((child) => [child, ...below(child.pid)]);
  return below(pid);
}

/** Those of the processes that still run. */
export async function stillRunning(processes: readonly ListedProcess[]): Promise<ListedProcess[]> {
  const all = await listProcesses();
  return processes.filter(({ pid, command }) =>
    all.some((one) => one.pid === pid && one.command === command),
  );
}
