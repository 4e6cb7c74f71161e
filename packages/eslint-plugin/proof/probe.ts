import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Facts } from './facts.js';
import { PROGRAMS } from './program.js';
import type { Subject } from './subjects.js';
import { Workshop } from './workshop.js';

const PROCESS = fileURLToPath(new URL('probe-process.ts', import.meta.url));
const PATIENCE_MS = 120_000;

/** Where it is called a test, lowdb keeps everything in memory. */
const PRODUCTION = { NODE_ENV: 'production' };

/** What a library did, and on which engine. */
export interface Established {
  readonly engine: string;
  readonly facts: Facts;
}

/** Establishes a library's facts in a process of its own; `env` tells it where services are. */
export async function probe(
  { library, engine }: Subject,
  env: Readonly<Record<string, string>> = {},
): Promise<Established> {
  const hasStore = existsSync(join(PROGRAMS, library, 'store.ts'));
  const workshop = hasStore ? await Workshop.open(library) : undefined;
  try {
    const store = workshop ? [workshop.path('store')] : [];
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', PROCESS, library, engine, ...store],
      { env: { ...process.env, ...PRODUCTION, ...env }, timeout: PATIENCE_MS },
    );
    return JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1)) as Established;
  } finally {
    workshop?.close();
  }
}
