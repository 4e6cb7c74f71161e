import type { IneffectiveLock } from '../../analyses/ineffective-locks/ineffective-lock.js';
import type { FileModel } from '../../effects/model.js';
import { repairsOfCheckThenCreate } from '../check-then-create.js';
import type { Repair } from '../repair.js';
import { checkCount } from './check-count.js';
import { passHandle } from './pass-handle.js';
import { shareLock } from './share-lock.js';
import { takeEarlier } from './take-earlier.js';
import { useOneLock } from './use-one-lock.js';

/** The repairs of a lock that keeps nobody out. */
export function repairsOfIneffectiveLock(found: IneffectiveLock, model: FileModel): Repair[] {
  const { source } = model;
  return [
    ...shareLock(found, source),
    ...takeEarlier(found, source),
    ...useOneLock(found, model),
    ...passHandle(found, model),
    ...checkCount(found, model),
    ...(found.check ? repairsOfCheckThenCreate(found.check, source) : []),
  ];
}
