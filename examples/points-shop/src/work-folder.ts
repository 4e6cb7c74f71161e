import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^run-(\d+)-/;

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Removes the folders of runs that were killed before they could do so themselves. */
async function removeAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const pid = NAME.exec(name)?.[1];
    if (pid === undefined || isRunning(Number(pid))) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

/** The folder of one run, so that two runs at the same time do not write over each other. */
export class WorkFolder {
  private constructor(readonly path: string) {}

  /** A new folder in `parent`, which is made if it is not there. */
  static async create(parent: string): Promise<WorkFolder> {
    try {
      await mkdir(parent, { recursive: true });
      await removeAbandoned(parent);
      return new WorkFolder(await mkdtemp(join(parent, `run-${process.pid}-`)));
    } catch (error) {
      throw new Error(
        `The example cannot write to ${parent} (${(error as NodeJS.ErrnoException).code}). ` +
          `Run it as a user who may write there, or free space on that disk.`,
        { cause: error },
      );
    }
  }

  join(name: string): string {
    return join(this.path, name);
  }

  /** Puts a finished result where users look for it. */
  async publish(name: string, target: string): Promise<void> {
    await rm(target, { recursive: true, force: true });
    await rename(this.join(name), target);
  }

  async remove(): Promise<void> {
    await rm(this.path, { recursive: true, force: true, maxRetries: 5 });
  }
}
