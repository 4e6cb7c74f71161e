export {
  assertHolds,
  explore,
  type Exploration,
  type ExploreOptions,
  ScheduleError,
  type ScheduleFailure,
} from './explore.js';
export type { Program, Tools } from './program.js';
