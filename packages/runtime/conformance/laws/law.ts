import type { LockSubject } from '../lock-subject.js';

/** Where a law's random tests start, and how many there are. */
export interface Trial {
  readonly seed: number;
  readonly runs: number;
}

/** A law: throws with the shrunk history, and its seed, if the subject breaks it. */
export type Law<Subject = LockSubject> = (subject: Subject, trial: Trial) => Promise<void>;
