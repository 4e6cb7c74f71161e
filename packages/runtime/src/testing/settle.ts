import type { VirtualClock } from './virtual-clock.js';

// Messages, because every fake clock replaces timers, immediates and ticks.
const { port1, port2 } = new MessageChannel();
/** Node's ports keep the process alive while they listen, unless they are told. */
const alive = port1 as { ref?(): void; unref?(): void };

const waiting: (() => void)[] = [];

port1.addEventListener('message', () => {
  waiting.shift()!();
  if (waiting.length === 0) alive.unref?.();
});
port1.start();
alive.unref?.();

/**
 * Resolves when every promise continuation has run that is ready or becomes ready by it, however
 * long the chain: the host begins no other task before.
 */
export function settle(): Promise<void> {
  return new Promise((resolve) => {
    alive.ref?.();
    waiting.push(resolve);
    port2.postMessage(undefined);
  });
}

/** Moves a clock on, firing what is due in order, each with all its promise continuations. */
export async function advance(clock: VirtualClock, ms: number): Promise<void> {
  const untilMs = clock.nowMs + ms;
  while (clock.fireNext(untilMs)) await settle();
}
