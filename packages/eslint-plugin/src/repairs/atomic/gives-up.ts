import type { Race } from '../../analyses/race.js';

/** `Add in the database (skips save hooks)`; what is read again may hold what others added. */
export function labelOf(
  command: string,
  givesUp: string | undefined,
  isReadAgain: boolean,
): string {
  const parts = [...(givesUp === undefined ? [] : [givesUp]), ...(isReadAgain ? [TELLS] : [])];
  return parts.length === 0 ? command : `${command} (${parts.join(', ')})`;
}

const TELLS = "tells others' adds";

/** Columns of these names give numbers out, of which no two callers may get the same. */
const NUMBERING = /seq|serial|next|number|counter|position|index/i;

/** Whether the new value must be the caller's own, so that it cannot be read again. */
export function isNumbering({ field }: Race): boolean {
  return NUMBERING.test(field.path);
}

/** `Ignore a duplicate (needs a unique index, skips hooks)`, where no index is in sight. */
export function withNeeds(command: string, isUnique: boolean, givesUp: string | undefined): string {
  const parts = [...(isUnique ? [] : ['needs a unique index']), ...(givesUp ? [givesUp] : [])];
  return parts.length === 0 ? command : `${command} (${parts.join(', ')})`;
}
