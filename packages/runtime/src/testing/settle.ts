import type { VirtualClock } from './virtual-clock.js';

/** Calls back in a task of its own, by what no clock that is put in place later replaces. */
const enqueueTask = toEnqueueTask();

/**
 * Resolves when every promise continuation has run that is ready or becomes ready by it, however
 * long the chain: the host begins no other task before.
 */
export function settle(): Promise<void> {
  return new Promise(enqueueTask);
}

/** Moves a clock on, firing what is due in order, each with all its promise continuations. */
export async function advance(clock: VirtualClock, ms: number): Promise<void> {
  const untilMs = clock.nowMs + ms;
  while (clock.fireNext(untilMs)) await settle();
}

function toEnqueueTask(): (callback: () => void) => void {
  const { setImmediate } = globalThis as { setImmediate?: (callback: () => void) => unknown };
  if (setImmediate) return (callback) => void setImmediate(callback);
  // Browsers have no immediates, and their timers wait for some milliseconds.
  const callbacks: (() => void)[] = [];
  const { port1, port2 } = new MessageChannel();
  port1.addEventListener('message', () => callbacks.shift()!());
  port1.start();
  return (callback) => {
    callbacks.push(callback);
    port2.postMessage(undefined);
  };
}
