import type { Write } from '../../effects/access.js';
import type { FileModel } from '../../effects/model.js';
import { findUnguardedUpdates } from '../lost-updates.js';
import type { Scope } from '../relevant-writes.js';
import { untestedVersion, type VersionColumn } from '../untested-version.js';
import type { IneffectiveLock } from './ineffective-lock.js';

/** Version columns that the library counts up but never compares, of rows that are updated here. */
export function findIgnoredColumns(model: FileModel, scope: Scope): IneffectiveLock[] {
  if (!model.source.text.includes('@Version')) return [];
  const found = new Map<VersionColumn, Write>();
  for (const { write } of findUnguardedUpdates(model, scope)) {
    const column = untestedVersion(write, model);
    if (column && !found.has(column)) found.set(column, write);
  }
  return [...found].map(([{ node }, write]) => ({
    kind: 'versionNotHonoured' as const,
    node,
    name: write.library?.title ?? '',
    written: write.node,
  }));
}
