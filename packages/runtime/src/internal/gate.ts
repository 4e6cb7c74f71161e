import type { WaitOptions } from './shared-watch.js';
import { Waiter, type WaitQueue } from './wait-queue.js';

export type { WaitOptions };

/** Waits that all end together; one that gives up leaves nothing behind. */
export class Gate {
  #isOpen = false;
  readonly #waiters: WaitQueue<Waiter> = new Waiter();

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get waiting(): number {
    return this.#waiters.length;
  }

  async wait({ signal, timeoutMs }: WaitOptions = {}): Promise<void> {
    if (!this.#isOpen) await this.#waiters.wait(new Waiter(), { signal, timeoutMs });
  }

  open(): void {
    this.#isOpen = true;
    this.pass();
  }

  shut(): void {
    this.#isOpen = false;
  }

  /** Lets those through who wait now. */
  pass(): void {
    while (this.#waiters.grant() !== undefined);
  }
}
