import { performance } from 'node:perf_hooks';

/** The host's own clock, whatever is put in place of the global one. */
export const hostNowMs = performance.now.bind(performance);
