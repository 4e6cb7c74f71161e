import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { IneffectiveLock } from '../../analyses/ineffective-locks/ineffective-lock.js';
import { insertAt, removeStatement, replaceRange, type TextEdit } from '../../syntax/edit.js';
import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { isTypeScript } from '../../syntax/is-typescript.js';
import type { FunctionNode } from '../../syntax/node-shapes.js';
import {
  afterLineBreak,
  lineEnd,
  lineStart,
  startWithComments,
} from '../../syntax/source-ranges.js';
import { indentOf, styleOf } from '../../syntax/style.js';
import { walk } from '../../syntax/walk.js';
import { deepen } from '../../syntax/wrap.js';
import { isMovable } from '../keyed-lock/is-movable.js';
import { mayWaitForItself } from '../keyed-lock/lock-conflicts.js';
import { blockAround, isTail, returnsIn } from '../keyed-lock/lock-region.js';
import { isSettledBefore, isUsedOutside, losesNarrowing } from '../keyed-lock/region-variables.js';
import type { Repair } from '../repair.js';
import { lockOpening, type LockOpening } from './lock-opening.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Statements = readonly [TSESTree.Statement, ...TSESTree.Statement[]];

/** A lock that comes too late, and the statements from the first read to it. */
interface LateLock {
  readonly call: TSESTree.CallExpression;
  readonly fn: FunctionNode;
  readonly block: TSESTree.BlockStatement;
  readonly region: Statements;
  readonly opening: LockOpening;
}

/** Takes a lock before the reads that the writes under it derive from: they move into its section. */
export function takeEarlier(found: IneffectiveLock, source: SourceCode): Repair[] {
  const late = lateLockOf(found);
  if (!late || !isSafe(late, source)) return [];
  const what = found.kind === 'afterRead' ? 'read' : 'test';
  const edits = late.opening.body
    ? headEdits(late, late.opening.body, source)
    : usingEdits(late, source);
  return [{ kind: 'earlier', label: `Take the lock before the ${what}`, edits }];
}

function lateLockOf({ kind, node, reads = [] }: IneffectiveLock): LateLock | undefined {
  const [first] = [...reads].sort((a, b) => a.range[0] - b.range[0]);
  const fn = enclosingFunction(node);
  const isLate = kind === 'afterRead' || kind === 'checkBefore';
  if (!isLate || !first || !fn || node.type !== 'CallExpression') return undefined;
  const block = enclosingFunction(first) === fn ? blockAround(first, node) : undefined;
  const opening = block && isInside(block, fn) ? lockOpening(node, block) : undefined;
  if (!block || !opening) return undefined;
  const start = block.body.findIndex((each) => isInside(first, each));
  const [statement, ...region] = block.body.slice(start, block.body.indexOf(opening.statement));
  return statement && { call: node, fn, block, region: [statement, ...region], opening };
}

function isSafe(late: LateLock, source: SourceCode): boolean {
  const { call, fn, region, opening } = late;
  const { body, parts, callback } = opening;
  if (!parts.every((part) => isSettledBefore(part, region, source))) return false;
  if (mayWaitForItself({ function: fn, statements: region }, source, call)) return false;
  if (!body) return true;
  if (isUsedOutside([...region, body], fn, source) || isHidden(region, callback ?? body, source))
    return false;
  const [first] = body.body;
  const isLong = first !== undefined && first.loc.start.line > body.loc.start.line;
  return isLong && (!callback || isSafeInCallback(late, source));
}

/** Whether a name of the region means something else in the section. */
function isHidden(region: Statements, section: TSESTree.Node, source: SourceCode): boolean {
  const scope = source.scopeManager?.acquire(section);
  return region.some((statement) => {
    return [...walk(source, statement)].some((node) => {
      return node.type === 'Identifier' && scope?.set.has(node.name) === true;
    });
  });
}

function isSafeInCallback({ fn, block, region, opening }: LateLock, source: SourceCode): boolean {
  const leaves = region.some((statement) => returnsIn(statement, source).length > 0);
  const isLast = block.body.at(-1) === opening.statement && isTail(block, fn);
  if (leaves && !isLast) return false;
  return isMovable(region, source) && !(isTypeScript(source) && losesNarrowing(region, fn, source));
}

/** The head of the section goes to the front, and the region moves in. */
function headEdits(
  { region, opening: { statement, callback } }: LateLock,
  body: TSESTree.BlockStatement,
  source: SourceCode,
): TextEdit[] {
  const { eol, indent } = styleOf(source);
  const open = body.range[0] + 1;
  const start = startWithComments(source, region[0]);
  const gives = callback !== undefined && statement.type === 'ExpressionStatement';
  const isGiving = gives && region.some((each) => givesValue(each, source));
  const head = (isGiving ? 'return ' : '') + source.text.slice(statement.range[0], open);
  const [from, line] = [lineStart(source.text, statement.range[0]), lineEnd(source.text, open)];
  const rest = source.text.slice(open, line);
  const removal =
    rest.trim() === ''
      ? replaceRange(from, afterLineBreak(source.text, line), '')
      : replaceRange(statement.range[0], line - rest.trimStart().length, indent);
  return [
    insertAt(start, head + eol + indentOf(source, region[0]) + indent),
    ...deepen(source, start, from),
    removal,
  ];
}

function givesValue(statement: TSESTree.Statement, source: SourceCode): boolean {
  return returnsIn(statement, source).some(({ argument }) => argument !== null);
}

function usingEdits(
  { region: [first], opening: { statement } }: LateLock,
  source: SourceCode,
): TextEdit[] {
  const head = source.getText(statement) + styleOf(source).eol + indentOf(source, first);
  const start = startWithComments(source, first);
  return [insertAt(start, head), removeStatement(source, statement)];
}
