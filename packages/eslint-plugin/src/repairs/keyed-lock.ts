import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { startedBy } from '../analyses/locks/floating-work.js';
import type { Read, Write } from '../effects/access.js';
import { builtModelOf } from '../effects/model.js';
import type { TextEdit } from '../syntax/edit.js';
import { isInside } from '../syntax/enclosing.js';
import { isTypeScript } from '../syntax/is-typescript.js';
import { declareAtModuleLevel, importValue } from '../syntax/imports.js';
import { styleOf } from '../syntax/style.js';
import { walk } from '../syntax/walk.js';
import { wrapStatements } from '../syntax/wrap.js';
import { mayWaitForItself, readsAnotherRow } from './lock-conflicts.js';
import { regionOf, type Region } from './lock-region.js';
import { lockKeyOf } from './lock-key.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Longest key that is shown in a label. */
const MAX_KEY = 18;

/** What a lock must span: the reads that the write derives from, the first one giving the key. */
export interface Span {
  readonly reads: readonly [Read, ...Read[]];
  readonly write: Write;
}

/** Holds a lock for the row from before the read until after the write. */
export function keyedLock({ reads, write }: Span, source: SourceCode): Repair | undefined {
  const [read] = reads;
  if (write.library?.isSpread) return undefined;
  const key = lockKeyOf(read);
  // The type checker forgets in a callback what it learned before it.
  const region = key && regionOf(read.node, write.node, key, source, isTypeScript(source));
  if (!region || !isWhole(region, reads, source) || !isSafe(region, read, write, source)) {
    return undefined;
  }
  const keyText = source.getText(key);
  const { edits, lock } = declareLock(read.resource.model, source);
  const { semicolon } = styleOf(source);
  const open = `${region.returns ? 'return await' : 'await'} ${lock}.runExclusive(${lockKey(key, keyText)}, async () => {`;
  return {
    kind: 'lock',
    label: `Hold a lock per ${labelOf(keyText)} (one process only)`,
    edits: [...edits, ...wrapStatements(source, region.statements, open, `})${semicolon}`)],
  };
}

/** Whether every read that the value derives from lies in the region and has the same key. */
function isWhole({ statements }: Region, reads: readonly Read[], source: SourceCode): boolean {
  const keys = new Set(reads.map(lockKeyOf).map((key) => key && source.getText(key)));
  const isHeld = ({ node }: Read): boolean => statements.some((at) => isInside(node, at));
  return keys.size === 1 && reads.every(isHeld);
}

/** Whether the lock is held to the end of a transaction, and can wait for nobody who waits for it. */
function isSafe(region: Region, read: Read, write: Write, source: SourceCode): boolean {
  // Let go before the commit, the lock would admit others while they still see the old row.
  const isCutOff = [...read.guards, ...write.guards].some(({ kind }) => kind === 'transaction');
  if (isCutOff) return false;
  if (startsWork(region, source)) return false;
  return !readsAnotherRow(region, read, source) && !mayWaitForItself(region, source);
}

/** Whether the region starts work that nobody waits for, which the lock would not hold. */
function startsWork({ statements }: Region, source: SourceCode): boolean {
  const model = builtModelOf(source);
  return statements.some((statement) => {
    return model && [...walk(source, statement)].some((node) => startedBy(node, model));
  });
}

function declareLock(
  model: string | undefined,
  source: SourceCode,
): { edits: TextEdit[]; lock: string } {
  const imported = importValue(source, '@interlocked/runtime', 'KeyedMutex');
  const wanted = `${lowerFirst(model ?? 'row')}Locks`;
  const text = (name: string): string => `const ${name} = new ${imported.name}()`;
  // A second lock for the same rows would keep out nobody who holds the first.
  const first = declareAtModuleLevel(source, wanted, text);
  const others = ['2', '3', '4'].map((suffix) =>
    declareAtModuleLevel(source, wanted + suffix, text),
  );
  const declared = [first, ...others].find(({ edits }) => edits.length === 0) ?? first;
  return { lock: declared.name, edits: [...imported.edits, ...declared.edits] };
}

function lowerFirst(name: string): string {
  const plain = name.replace(/\W+/g, '_');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

/** Keys are told apart as text: `1` and `'1'` name one row, and an object id is no map key. */
function lockKey(key: TSESTree.Node, text: string): string {
  const isText =
    key.type === 'TemplateLiteral' || (key.type === 'Literal' && typeof key.value === 'string');
  return isText ? text : `String(${text})`;
}

function labelOf(key: string): string {
  return key.length <= MAX_KEY && !key.includes('\n') ? `\`${key}\`` : 'key';
}
