import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLE = fileURLToPath(new URL('../project', import.meta.url));
const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const PARTS = [
  'src',
  'package.json',
  'tsconfig.json',
  'eslint.config.ts',
  'eslint-suppressions.json',
];
const require = createRequire(import.meta.url);
const ESLINT = join(dirname(require.resolve('eslint/package.json')), 'bin/eslint.js');

/** How a run of ESLint ended, and what a person sees of it. */
export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** A copy of the example that a test may change. */
export class Project {
  readonly #folder = mkdtempSync(join(tmpdir(), 'interlocked-ci-'));

  constructor() {
    for (const part of PARTS) {
      cpSync(join(EXAMPLE, part), join(this.#folder, part), { recursive: true });
    }
    symlinkSync(MODULES, join(this.#folder, 'node_modules'));
  }

  /** Runs ESLint on the whole project, as the `lint` script does, with further arguments. */
  lint(...more: string[]): Ended {
    const args = [ESLINT, '.', '--max-warnings', '0', ...more];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: this.#folder,
      encoding: 'utf8',
    });
    return { status, output: stdout + stderr };
  }

  read(file: string): string {
    return readFileSync(join(this.#folder, file), 'utf8');
  }

  change(file: string, change: (text: string) => string): void {
    writeFileSync(join(this.#folder, file), change(this.read(file)));
  }

  remove(file: string): void {
    rmSync(join(this.#folder, file), { force: true });
  }

  close(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
