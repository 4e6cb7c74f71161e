import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Load, Outcome } from './load-process.js';

const PROCESS = fileURLToPath(new URL('load-process.ts', import.meta.url));
/** A program that waits for itself must not keep the others from being tried. */
const PATIENCE_MS = 60_000;

type Answer = { readonly outcome: Outcome } | { readonly failure: string };

/** Runs programs in a process of their own, which is replaced when one of them hangs. */
export class LoadRunner {
  readonly #env: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;

  constructor(env: Readonly<Record<string, string>>) {
    this.#env = env;
  }

  async run(load: Load): Promise<Outcome> {
    const child = (this.#child ??= fork(PROCESS, {
      env: { ...process.env, ...this.#env },
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    }));
    const over = new AbortController();
    const late = setTimeout(
      () => over.abort(new Error(`no answer in ${PATIENCE_MS} ms`)),
      PATIENCE_MS,
    );
    child.send(load);
    try {
      const answer = await Promise.race([
        once(child, 'message', over).then(([first]) => first as Answer),
        once(child, 'exit', over).then((): Answer => ({ failure: 'the process ended' })),
      ]);
      if ('failure' in answer) throw new Error(`${load.file}: ${answer.failure}`);
      return answer.outcome;
    } catch (error) {
      await this.stop();
      throw error;
    } finally {
      clearTimeout(late);
      // Takes both listeners off again; the one that lost the race has nobody to tell.
      over.abort();
    }
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    // What it started itself goes with it, which only a signal that it can hear allows.
    child.kill('SIGTERM');
    await exited;
  }
}
