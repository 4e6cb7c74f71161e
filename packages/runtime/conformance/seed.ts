/** The seed of this run's random tests: `SEED` from the environment, else the time. */
export const seed = Number(globalThis.process?.env.SEED ?? Date.now() % 2 ** 31);
