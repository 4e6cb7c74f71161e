/** The longest delay a timer takes; a longer one would fire at once. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * One timer for a delay of any length.
 *
 * It keeps the process alive while it is armed, as a wait that will end does.
 */
export class Deadline {
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(delayMs: number, onPassed: () => void) {
    const arm = (leftMs: number): void => {
      this.#timer = setTimeout(
        () => (leftMs > LONGEST_MS ? arm(leftMs - LONGEST_MS) : onPassed()),
        Math.min(leftMs, LONGEST_MS),
      );
    };
    arm(delayMs);
  }

  cancel(): void {
    clearTimeout(this.#timer);
  }
}
