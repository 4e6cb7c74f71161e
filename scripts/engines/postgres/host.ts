/**
 * The process that PostgreSQL runs under.
 *
 * It ends the server and removes the data folder when it is told to, on a signal, and when the
 * process that started it is gone: the closed channel shows even a SIGKILL of that one.
 */
import { Cluster } from './cluster.js';
import type { FromHost, ToHost } from './host-messages.js';
import { PostgresStartError } from './start-error.js';

const cluster = new Cluster();
let stopping: Promise<void> | undefined;

function tell(message: FromHost): void {
  if (process.connected) process.send?.(message);
}

function stop(): void {
  stopping ??= cluster.stop().finally(() => process.exit());
}

async function start(message: ToHost & { type: 'start' }): Promise<void> {
  try {
    tell({ type: 'ready', connection: await cluster.start(message.options) });
  } catch (error) {
    if (stopping) return;
    const code = error instanceof PostgresStartError ? error.code : 'unexpected';
    const text = error instanceof Error ? error.message : String(error);
    tell({ type: 'failed', code, message: text });
    stop();
  }
}

process.on('message', (message: ToHost) => {
  if (message.type === 'start') void start(message);
  else stop();
});
process.on('disconnect', stop);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
