import fc from 'fast-check';
import { histories } from '../histories/command.js';
import { compareWithReference } from '../histories/compare-with-reference.js';
import type { Law } from './law.js';

/** Without cancellation, every request ends as the reference says, and in its order. */
export const order: Law = (subject, { seed, runs }) =>
  fc.assert(
    fc.asyncProperty(histories(subject, false), (history) =>
      compareWithReference(subject, history),
    ),
    { seed, numRuns: runs },
  );
