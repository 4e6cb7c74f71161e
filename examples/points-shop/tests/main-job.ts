import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { onTestFinished } from 'vitest';

export const exampleFolder = fileURLToPath(new URL('..', import.meta.url));

/** The example as a running process, with all that it prints. */
export class MainJob {
  readonly child: ChildProcess;
  readonly ended: Promise<number | NodeJS.Signals | null>;
  output = '';
  errors = '';

  /** Starts it as `npm start` does, with its own folder for temporary files. */
  constructor(temporaryFolder: string, args: readonly string[] = [], command = process.execPath) {
    this.child = spawn(command, [...args], {
      cwd: exampleFolder,
      env: { ...process.env, TMPDIR: temporaryFolder, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stdout?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    this.child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString('utf8')));
    this.ended = once(this.child, 'close').then(
      ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
    );
    onTestFinished(() => void this.child.kill('SIGTERM'));
  }

  /** Resolves once it has printed this; rejects when it ends without. */
  async printed(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => this.output.includes(text) && resolve();
      this.child.stdout?.on('data', look);
      look();
      void this.ended.then((status) =>
        reject(new Error(`It ended (${status}) without "${text}":\n${this.output}${this.errors}`)),
      );
    });
  }
}
