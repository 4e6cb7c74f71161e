import { isOverlap } from '../effects/value.js';
import type { Race } from './race.js';
import { isSameRow } from './same-row.js';

/** Whether a test on the field that is written decided the write: stock left, balance enough. */
export function isDecidedByField({ write, field }: Race): boolean {
  return write.facts.some(({ value }) => {
    return [...value.derivations].some(({ read, path }) => {
      return path !== '' && isOverlap(path, field.path) && isSameRow(read, write);
    });
  });
}
