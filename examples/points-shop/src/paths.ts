import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const example = fileURLToPath(new URL('..', import.meta.url));
const out = join(example, 'out');

/** Where the example reads, and where its results are when it has ended. */
export const paths = {
  shop: join(example, 'shop'),
  repaired: join(out, 'repaired'),
  report: join(out, 'report.html'),
} as const;

/** The folder of one run, so that two runs at the same time do not write over each other. */
export class WorkFolder {
  private constructor(readonly path: string) {}

  static async create(): Promise<WorkFolder> {
    try {
      await mkdir(out, { recursive: true });
      return new WorkFolder(await mkdtemp(join(out, 'run-')));
    } catch (error) {
      throw new Error(
        `The example cannot write to ${out} (${(error as NodeJS.ErrnoException).code}). ` +
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
