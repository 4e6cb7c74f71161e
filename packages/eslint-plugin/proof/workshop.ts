import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { PROGRAMS } from './program.js';

/** A copy of a library's programs, beside which their repaired versions are put. */
export class Workshop {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** It lies in the repository, so that programs find their packages. */
  static async open(library: string): Promise<Workshop> {
    const folder = mkdtempSync(fileURLToPath(new URL(`.work-${library}-`, import.meta.url)));
    cpSync(join(PROGRAMS, library), folder, { recursive: true });
    if (existsSync(join(folder, 'schema.prisma'))) await generatePrismaClient(folder);
    return new Workshop(folder);
  }

  /** Puts a program there under the name, and tells its path. */
  put(name: string, text: string): string {
    const file = this.path(name);
    writeFileSync(file, text);
    return file;
  }

  path(name: string): string {
    return join(this.#folder, `${name}.ts`);
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function generatePrismaClient(folder: string): Promise<void> {
  const prisma = fileURLToPath(import.meta.resolve('prisma/build/index.js'));
  // Only migrations need the engine that this variable names; it would be downloaded.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  const schema = join(folder, 'schema.prisma');
  await promisify(execFile)(process.execPath, [prisma, 'generate', '--schema', schema], { env });
}
