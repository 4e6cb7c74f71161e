import fc from 'fast-check';
import { histories } from '../histories/command.js';
import type { LockPlayer } from '../histories/lock-player.js';
import { playFreely } from '../histories/play-freely.js';
import { LawBroken } from '../law-broken.js';
import type { Law } from './law.js';

/** Nothing stays behind: no timer, no listener, no waiter, no hold, no entry of a key. */
export const leak: Law = (subject, { seed, runs }) =>
  fc.assert(
    fc.asyncProperty(histories(subject, true), async (history) => {
      const player = await playFreely(subject, history);
      for (const [what, count] of remains(player, subject.keys)) {
        if (count !== 0) throw new LawBroken(`${count} ${what} left behind`);
      }
    }),
    { seed, numRuns: runs },
  );

function remains(player: LockPlayer, keys: number): [string, number][] {
  const { lock, clock, requests } = player;
  const each = Array.from({ length: keys }, (_, key) => key);
  return [
    ['timers', clock.pending],
    ['listeners', requests.reduce((sum, { signal }) => sum + (signal?.listeners ?? 0), 0)],
    ['waiters', each.reduce((sum, key) => sum + lock.waiting!(key), 0)],
    ['holds', each.filter((key) => lock.isLocked!(key)).length],
    ['entries', lock.entries?.() ?? 0],
  ];
}
