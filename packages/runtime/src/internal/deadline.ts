/** The longest delay a timer takes; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * One timer for a delay of any length.
 *
 * It keeps the process alive while it is armed, as a wait that will end does.
 */
export class Deadline {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #onPassed: () => void;

  constructor(delayMs: number, onPassed: () => void) {
    this.#onPassed = onPassed;
    this.#arm(delayMs);
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }

  #arm(leftMs: number): void {
    if (leftMs > LONGEST_MS) {
      this.#timer = setTimeout(() => this.#arm(leftMs - LONGEST_MS), LONGEST_MS);
    } else {
      this.#timer = setTimeout(this.#onPassed, leftMs);
    }
  }
}
