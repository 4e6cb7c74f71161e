import type { Fact, Read, Write } from '../effects/access.js';

/** Whether another file takes part in the race, so that no edit of this one surely repairs it. */
export function reachesElsewhere({ elsewhere, fields }: Write, read: Read, fact?: Fact): boolean {
  const isSetElsewhere = fields.some((field) => field.elsewhere !== undefined);
  const isReadElsewhere = read.site !== undefined || fact?.site !== undefined;
  return elsewhere !== undefined || isSetElsewhere || isReadElsewhere;
}
