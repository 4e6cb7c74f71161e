import { constants } from 'node:os';

/** Why the example has to stop early, and the exit status that says so. */
export interface Interruption {
  readonly reason: string;
  readonly status: number;
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const SIGNAL_BASE = 128;
const PARENT_CHECK_MS = 250;

function statusOf(signal: 'SIGPIPE' | (typeof SIGNALS)[number]): number {
  return SIGNAL_BASE + constants.signals[signal];
}

/**
 * Resolves on a signal, when nobody reads the output any more, and when the parent is gone.
 *
 * The parent matters because npm hands a SIGTERM to the shell between itself and this process,
 * and that shell ends without passing it on.
 */
export function onInterruption(parent: number): Promise<Interruption> {
  return new Promise((resolve) => {
    for (const signal of SIGNALS) {
      process.on(signal, () => resolve({ reason: signal, status: statusOf(signal) }));
    }
    process.stdout.on('error', () =>
      resolve({ reason: 'the output was closed', status: statusOf('SIGPIPE') }),
    );
    const timer = setInterval(() => {
      if (process.ppid === parent) return;
      clearInterval(timer);
      resolve({ reason: 'the process that started it is gone', status: statusOf('SIGTERM') });
    }, PARENT_CHECK_MS);
    timer.unref();
  });
}
