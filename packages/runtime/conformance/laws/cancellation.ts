import fc from 'fast-check';
import { histories } from '../histories/command.js';
import { compareWithReference } from '../histories/compare-with-reference.js';
import type { Law } from './law.js';

/** With signals and deadlines, each wait has the one outcome that the reference gives it. */
export const cancellation: Law = (subject, { seed, runs }) =>
  fc.assert(
    fc.asyncProperty(histories(subject, true), (history) => compareWithReference(subject, history)),
    { seed, numRuns: runs },
  );
