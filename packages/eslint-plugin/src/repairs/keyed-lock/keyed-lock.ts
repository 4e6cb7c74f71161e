import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { startedBy } from '../../analyses/locks/floating-work.js';
import type { Read, Write } from '../../effects/access.js';
import { builtModelOf } from '../../effects/model.js';
import { insertBefore, type TextEdit } from '../../syntax/edit.js';
import { isInside } from '../../syntax/enclosing.js';
import { isTypeScript } from '../../syntax/is-typescript.js';
import { lastName } from '../../syntax/member-path.js';
import { freeName } from '../../syntax/names.js';
import { styleOf } from '../../syntax/style.js';
import { walk } from '../../syntax/walk.js';
import { wrapStatements } from '../../syntax/wrap.js';
import { declareLock, hasLockForAll, hasLockPerRow } from './declared-lock.js';
import { heldRegionOf, type HeldRegion } from './held-region.js';
import { mayWaitForItself, readsAnotherRow } from './lock-conflicts.js';
import { startOf, type ReadStart } from './read-start.js';
import { regionOf, type Region, type StatementSpan } from './lock-region.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Longest key that is shown in a label. */
const MAX_KEY = 18;

/** What a lock must span: the reads that the write derives from, the first one giving the key. */
export interface Span {
  readonly reads: readonly [Read, ...Read[]];
  readonly write: Write;
}

/**
 * Holds a lock from before the read until after the write: one for each row, or, where nothing tells
 * the row before it is read, one for all of them. A second lock for the same rows would keep out
 * nobody who holds the first.
 */
export function keyedLock(span: Span, source: SourceCode): Repair | undefined {
  const [read] = span.reads;
  const { model } = read.resource;
  // What a row from elsewhere holds was read before any lock that is taken here.
  if (span.reads.some(({ call }) => !call) || isCutOff(read, span.write)) return undefined;
  if (span.write.library?.isSpread) return undefined;
  const starts = span.reads.flatMap((each) => startOf(each, span.write.node, source) ?? []);
  const [start] = starts;
  if (!start || starts.length < span.reads.length) return undefined;
  const key = hasLockForAll(model, source) ? undefined : start.key;
  const task: Task = { read, starts, start, write: span.write.node };
  const perRow = key && lockWith(key, task, source);
  return perRow ?? (hasLockPerRow(model, source) ? undefined : lockWith(undefined, task, source));
}

/** What is to run under one lock. */
interface Task {
  readonly read: Read;
  readonly starts: readonly ReadStart[];
  readonly start: ReadStart;
  readonly write: TSESTree.Node;
}

/** Let go before the commit, the lock would admit others while they still see the old row. */
function isCutOff({ guards }: Read, write: Write): boolean {
  return [...guards, ...write.guards].some(({ kind }) => kind === 'transaction');
}

/** In a callback where the statements can move into one, else from a `try` to its `finally`. */
function lockWith(
  key: TSESTree.Node | undefined,
  task: Task,
  source: SourceCode,
): Repair | undefined {
  const { start, write } = task;
  // The type checker forgets in a callback what it learned before it.
  const moved = regionOf(start.node, write, key, source, isTypeScript(source));
  if (moved && isSafe(moved, key, task, source)) {
    return repairOf(key, task, source, (lock) => movedEdits(lock, moved, source));
  }
  const held = heldRegionOf(start.node, write, key, source);
  return held && isSafe(held, key, task, source)
    ? repairOf(key, task, source, (lock) => heldEdits(lock, held, source))
    : undefined;
}

/** The source of a call of the lock's method, with the key and a further argument. */
type LockCall = (method: string, more?: string) => string;

function repairOf(
  key: TSESTree.Node | undefined,
  { read }: Task,
  source: SourceCode,
  editsWith: (call: LockCall) => TextEdit[],
): Repair {
  const { edits, name } = declareLock(read.resource.model, key !== undefined, source);
  const given = key ? [keyText(key, source)] : [];
  const call: LockCall = (method, ...more) => `${name}.${method}(${[...given, ...more].join(', ')}`;
  const label = key
    ? `Hold a lock per ${nameOf(key, source)} (one process only)`
    : 'Hold one lock for all rows (one process only)';
  return { kind: 'lock', label, edits: [...edits, ...editsWith(call)] };
}

function movedEdits(call: LockCall, region: Region, source: SourceCode): TextEdit[] {
  const start = region.returns ? 'return await' : 'await';
  const open = `${start} ${call('runExclusive', 'async () => {')}`;
  return wrapStatements(source, region.statements, open, '})');
}

function heldEdits(call: LockCall, region: HeldRegion, source: SourceCode): TextEdit[] {
  const { semicolon } = styleOf(source);
  const name = freeName(source, region.function, 'lock');
  const open = `const ${name} = await ${call('acquire')})${semicolon}\ntry {`;
  const close = `} finally {\n\t${name}.release()${semicolon}\n}`;
  return [
    ...wrapStatements(source, region.statements, open, close),
    ...region.pending.map((value) => insertBefore(value, 'await ')),
  ];
}

/** Whether the lock spans all that it must, and can wait for nobody who waits for it. */
function isSafe(
  region: StatementSpan,
  key: TSESTree.Node | undefined,
  { read, starts, start, write }: Task,
  source: SourceCode,
): boolean {
  const isHeld = [...starts.map(({ node }) => node), write].every((node) => {
    return region.statements.some((statement) => isInside(node, statement));
  });
  if (!isHeld || startsWork(region, source) || mayWaitForItself(region, source)) return false;
  if (handsOn(region, write, source)) return false;
  if (!key) return true;
  const keys = new Set(starts.map((each) => each.key && source.getText(each.key)));
  return keys.size === 1 && !readsAnotherRow(region, start.node, read, source);
}

/** Whether the region starts work that nobody waits for, which the lock would not hold. */
function startsWork({ statements }: StatementSpan, source: SourceCode): boolean {
  const model = builtModelOf(source);
  return statements.some((statement) => {
    return model && [...walk(source, statement)].some((node) => startedBy(node, model));
  });
}

/** Whether the caller's own code would run on under the lock, behind the write: `await next()`. */
function handsOn(region: StatementSpan, write: TSESTree.Node, source: SourceCode): boolean {
  const given = region.function.params.flatMap((each) => lastName(each) ?? []);
  const behind = region.statements.filter(({ range }) => range[0] > write.range[1]);
  return behind.some((statement) =>
    [...walk(source, statement)].some(
      (node) => node.type === 'CallExpression' && given.includes(source.getText(node.callee)),
    ),
  );
}

/** Keys are told apart as text: `1` and `'1'` name one row, and an object id is no map key. */
function keyText(key: TSESTree.Node, source: SourceCode): string {
  const text = source.getText(key);
  const isText =
    key.type === 'TemplateLiteral' || (key.type === 'Literal' && typeof key.value === 'string');
  return isText ? text : `String(${text})`;
}

function nameOf(key: TSESTree.Node, source: SourceCode): string {
  const text = source.getText(key);
  return text.length <= MAX_KEY && !text.includes('\n') ? `\`${text}\`` : 'key';
}
