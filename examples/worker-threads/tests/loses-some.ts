/** More than any machine has needed; one with a busy processor may not interleave at once. */
const MOST_ATTEMPTS = 50;

/** Whether one of many runs of a race loses something. */
export async function losesSome(run: () => Promise<boolean>): Promise<boolean> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    if (await run()) return true;
  }
  return false;
}
