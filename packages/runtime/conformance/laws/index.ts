import type { LockLaw } from '../lock-subject.js';
import { cancellation } from './cancellation.js';
import { exclusion } from './exclusion.js';
import type { Law } from './law.js';
import { leak } from './leak.js';
import { order } from './order.js';
import { wakeUp } from './wake-up.js';

/** Every law of locks, by the name under which a primitive claims it. */
export const lockLaws: Readonly<Record<LockLaw, Law>> = {
  exclusion,
  order,
  cancellation,
  'wake-up': wakeUp,
  leak,
};
