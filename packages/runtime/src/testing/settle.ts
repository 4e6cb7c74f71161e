import type { VirtualClock } from './virtual-clock.js';

/** Runs a callback as a task of the host, under a fake clock too. */
type BeginTask = (run: () => void) => void;

// Deno hands on a message between two turns of promises: there it is no task of its own.
const beginTask: BeginTask =
  'Deno' in globalThis ? globalThis.setImmediate.bind(globalThis) : taskByMessage();

/** By messages, because every fake clock replaces timers, immediates and ticks. */
function taskByMessage(): BeginTask {
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
  return (run) => {
    alive.ref?.();
    waiting.push(run);
    port2.postMessage(undefined);
  };
}

/**
 * Resolves when every promise continuation has run that is ready or becomes ready by it, however
 * long the chain: the host begins no other task before.
 */
export function settle(): Promise<void> {
  return new Promise(beginTask);
}

/** Moves a clock on, firing what is due in order, each with all its promise continuations. */
export async function advance(clock: VirtualClock, ms: number): Promise<void> {
  const untilMs = clock.nowMs + ms;
  while (clock.fireNext(untilMs)) await settle();
}
