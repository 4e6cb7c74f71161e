export {
  assertHolds,
  explore,
  type Exploration,
  type ExploreOptions,
  ScheduleError,
} from './explore.js';
export type { Program, Tools } from './program.js';
export type { ScheduleFailure } from './search.js';
