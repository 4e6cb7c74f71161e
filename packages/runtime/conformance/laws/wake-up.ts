import fc from 'fast-check';
import { histories } from '../histories/command.js';
import { playFreely } from '../histories/play-freely.js';
import { LawBroken } from '../law-broken.js';
import type { Law } from './law.js';

/** Once every holder has released, nobody is left waiting. */
export const wakeUp: Law = (subject, { seed, runs }) =>
  fc.assert(
    fc.asyncProperty(histories(subject, true), async (history) => {
      const player = await playFreely(subject, history);
      const asleep = player.requests.filter(({ outcome }) => outcome === 'waiting');
      if (asleep.length > 0) {
        throw new LawBroken(`all released, yet ${asleep.map(({ id }) => id).join()} still wait`);
      }
    }),
    { seed, numRuns: runs },
  );
