import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Write, WrittenField } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { findUnguardedTests } from './guards-outside-write.js';
import { guardedOrTold, type Covers } from './guarded.js';
import { orLetInAlone } from './let-in-alone.js';
import { findUnguardedUpdates } from './lost-updates.js';
import { relevantWrites, type Scope } from './relevant-writes.js';
import { runsAsJob } from './runs-as-job.js';
import { isSameRow } from './same-row.js';

/** A row is written whole from a copy read earlier: columns that others changed since go back. */
export interface StaleWriteBack {
  readonly read: Read;
  readonly write: Write;
  /** The columns that this code meant to change. */
  readonly fields: readonly WrittenField[];
}

export function findStaleWriteBacks(model: FileModel, scope: Scope): StaleWriteBack[] {
  const taken = new Set<TSESTree.Node>([
    ...findUnguardedUpdates(model, scope).map(({ write }) => write.node),
    ...findUnguardedTests(model, scope).map(({ write }) => write.node),
  ]);
  const covers = orLetInAlone(guardedOrTold(model), model);
  const found = new Map<TSESTree.Node, StaleWriteBack>();
  for (const write of relevantWrites(model, scope)) {
    if (taken.has(write.node) || found.has(write.node)) continue;
    if (!scope.strict && runsAsJob(write, model)) continue;
    const read = copiedFrom(write, scope, covers);
    if (read) found.set(write.node, { read, write, fields: write.fields.filter(isMeant) });
  }
  return [...found.values()];
}

/** The read whose copy of the row is written back whole. */
function copiedFrom(write: Write, { strict }: Scope, covers: Covers): Read | undefined {
  const reads = writesWhole(write) ? savedReads(write) : spreadReads(write);
  return reads.find((read) => {
    // A bare shape or a write right after the read is too common to be worth a report by itself.
    const isOld = strict ? write.stale.has(read) : write.aged.has(read);
    const isKnown = strict === true || (write.evidence !== 'shape' && read.evidence !== 'shape');
    return isOld && isKnown && !covers(read, write);
  });
}

function writesWhole({ operation, kind }: Write): boolean {
  return kind === 'persist' && operation?.kind === 'persist' && operation.columns === 'whole';
}

function savedReads({ object, fields, stale }: Write): Read[] {
  if (!object || fields.length === 0) return [];
  return [...stale].filter((read) => read.call && isCopyOf(object, read));
}

function isCopyOf(object: NonNullable<Write['object']>, read: Read): boolean {
  return object.read === read || object.resource === read.resource;
}

/** `update({ data: { ...row, name } })` */
function spreadReads(write: Write): Read[] {
  if (write.kind !== 'update') return [];
  const spread = write.fields.filter(({ how, path }) => how === 'spread' && path === '...');
  const reads = spread
    .flatMap(({ value }) => [...value.derivations])
    .filter(({ path }) => path === '');
  return reads.map(({ read }) => read).filter((read) => isSameRow(read, write));
}

function isMeant({ how }: WrittenField): boolean {
  return how !== 'spread';
}
