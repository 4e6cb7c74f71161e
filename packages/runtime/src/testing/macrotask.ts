import { performance } from 'node:perf_hooks';
import { MessageChannel } from 'node:worker_threads';

// Messages, because every fake clock replaces timers, immediates and ticks.
const { port1, port2 } = new MessageChannel();
port1.unref();

/** The host's own clock, whatever is put in place of the global one. */
export const hostNowMs = performance.now.bind(performance);

/** Resolves when every promise continuation has run that is ready or becomes ready by it. */
export function nextMacrotask(): Promise<void> {
  return new Promise((resolve) => {
    // Listening keeps the process alive, until the message has come.
    port1.once('message', () => resolve());
    port2.postMessage(undefined);
  });
}
