import type { Run } from './frame.js';

/** Solver steps that one root and all it calls may take. */
export const STEPS_PER_ROOT = 60_000;

/** Solver steps after which a root's further calls count as calls of strangers. */
const FOLLOWED_STEPS = 1_000;

/** Whether calls of functions of this file are still followed. */
export function mayFollow({ budget }: Run): boolean {
  return budget.left > STEPS_PER_ROOT - FOLLOWED_STEPS;
}
