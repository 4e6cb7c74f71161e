import type { ChildProcess } from 'node:child_process';

import { type Attempt, explainStartFailure } from './start-error.js';

const READY = 'database system is ready to accept connections';

function collectOutput(child: ChildProcess): () => string {
  let output = '';
  const add = (chunk: Buffer) => (output = (output + chunk.toString('utf8')).slice(-20_000));
  child.stdout?.on('data', add);
  child.stderr?.on('data', add);
  return () => output;
}

/** Resolves when the program ends well, and rejects with what it said when it does not. */
export function ended(child: ChildProcess, attempt: Attempt): Promise<void> {
  const output = collectOutput(child);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(explainStartFailure(error.message, attempt)));
    child.once('close', (code) => {
      if (code === 0) resolve();
      else reject(explainStartFailure(output(), attempt));
    });
  });
}

/** Resolves when the server says that it accepts connections. */
export function saidReady(child: ChildProcess, attempt: Attempt): Promise<void> {
  const output = collectOutput(child);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(explainStartFailure(error.message, attempt)));
    child.once('close', () => reject(explainStartFailure(output(), attempt)));
    child.stderr?.on('data', () => {
      if (output().includes(READY)) resolve();
    });
  });
}
