import type { Race } from './race.js';

/** One race for each place that is written, however many ways lead there. */
export function oncePerNode(races: readonly Race[]): Race[] {
  const seen = new Set<Race['field']['node']>();
  return races.filter(({ field }) => {
    if (seen.has(field.node)) return false;
    seen.add(field.node);
    return true;
  });
}
