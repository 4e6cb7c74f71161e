import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { TransactionIdiom } from '../../effects/idioms.js';
import type { Library } from '../../effects/library.js';
import { builtModelOf } from '../../effects/model.js';
import type { TextEdit } from '../../syntax/edit.js';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { isTypeScript } from '../../syntax/is-typescript.js';
import { memberPath } from '../../syntax/member-path.js';
import { freeName, isDeclaredInModule } from '../../syntax/names.js';
import { isFunction, unwrap } from '../../syntax/node-shapes.js';
import { variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import { deepened, wrapStatements } from '../../syntax/wrap.js';
import type { Span } from '../keyed-lock/keyed-lock.js';
import { lockEdits } from './lock-read.js';
import { regionOf, type Region } from '../keyed-lock/lock-region.js';
import type { Repair } from '../repair.js';
import { calledOn, rootOf, runIn, type Operated } from './run-in.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * Runs the statements from the read to the write in a transaction of their own, in which the read
 * locks its row: `select_for_update`. Whatever they wait for must be a part of that transaction.
 */
export function newTransaction({ reads, write }: Span, source: SourceCode): Repair | undefined {
  const [read, ...others] = reads;
  const { library } = read.resource;
  const idiom = library?.idioms?.transaction;
  const isHeld = [...read.guards, ...write.guards].some(({ kind }) => kind === 'transaction');
  if (!library || !idiom || isHeld || others.length > 0) return undefined;
  const region = regionOf(read.node, write.node, undefined, source, isTypeScript(source));
  if (region && isAnswered(region, write.node, source)) return undefined;
  const operated = region && operationsIn(region, library, source);
  const connection = operated && connectionOf(read.node, idiom, source);
  if (!connection || !isOfOneRow(read.node, write.node, operated)) return undefined;
  const isHidden = idiom.hidesConnection && /^\w+$/.test(connection);
  const handle = isHidden ? connection : freeName(source, region.function, idiom.handle);
  const lock = lockEdits(read, handle, source);
  if (!lock) return undefined;
  const opened = { library, connection, handle, lock, read };
  const edits = operated.map((each) => runIn(each, opened, source));
  if (!edits.every((edit) => edit !== undefined)) return undefined;
  // What the lock puts before the read stands behind the opening, at the same place.
  const [opening, ...rest] = wrapped(region, idiom, connection, handle, source);
  return (
    opening && {
      kind: 'row-lock',
      label: 'Lock the row in a transaction (not on SQLite)',
      edits: [
        opening,
        ...deepened([...lock.edits, ...edits.flat()], region.statements[0], source),
        ...rest,
      ],
    }
  );
}

function wrapped(
  region: Region,
  { open }: TransactionIdiom,
  connection: string,
  handle: string,
  source: SourceCode,
): TextEdit[] {
  const start = region.returns ? 'return await' : 'await';
  const first = `${start} ${open(connection)}async (${handle}) => {`;
  return wrapStatements(source, region.statements, first, '})');
}

/** Whether no other row is read or saved: two rows need two locks, in one order. */
function isOfOneRow(
  read: TSESTree.Node,
  write: TSESTree.Node,
  operated: readonly Operated[],
): boolean {
  const hasRead = operated.some(({ node }) => node === read);
  return (
    hasRead &&
    operated.every(({ node, match: { operation } }) => {
      return node === read || node === write || !/^(read|reload|persist)$/.test(operation.kind);
    })
  );
}

const STORED = /^(read|reload|persist|update|expression|flush|put|create|atomic|sql)$/;

/** The library's operations among the statements; nothing where other work is waited for. */
function operationsIn(
  region: Region,
  library: Library,
  source: SourceCode,
): Operated[] | undefined {
  const matches = builtModelOf(source)?.matches;
  const nodes = region.statements.flatMap((statement) => [...walk(source, statement)]);
  const operated = nodes.flatMap((node) => {
    const match = matches?.get(node);
    const isCalled = match?.operation.on !== 'function' || match.operation.kind === 'sql';
    return match?.library === library && STORED.test(match.operation.kind) && isCalled
      ? [{ node, match }]
      : [];
  });
  const isAll = nodes.every((node) => {
    if (node.type === 'YieldExpression' || (isFunction(node) && node.async)) return false;
    const waited = waitedFor(node, source);
    return !waited || operated.some((each) => each.node === waited);
  });
  const isHere = operated.every(({ node }) => enclosingFunction(node) === region.function);
  return isAll && isHere ? operated : undefined;
}

/** What the transaction would wait for: what is awaited, and what a function returns that may be a promise. */
function waitedFor(node: TSESTree.Node, source: SourceCode): TSESTree.Node | undefined {
  if (node.type === 'AwaitExpression') return unwrap(node.argument);
  if (node.type !== 'ReturnStatement' || !node.argument) return undefined;
  const given = unwrap(node.argument);
  return given.type === 'CallExpression' && !isAnswer(given, source) ? given : undefined;
}

/** `res.json(…)`, `next()`, `user.toJSON()` or `Response.json(…)`: nothing that asks the store. */
function isAnswer(call: TSESTree.CallExpression, source: SourceCode): boolean {
  const root = rootOf(call);
  if (root.type !== 'Identifier') return false;
  if (/^[A-Z]/.test(root.name)) return true;
  const home = variableOf(source, root)?.scope.type;
  return home !== undefined && !/^(module|global)$/.test(home);
}

/** Whether somebody is answered behind the write, who would hear of it before it is committed. */
function isAnswered({ statements }: Region, write: TSESTree.Node, source: SourceCode): boolean {
  const nodes = statements.flatMap((statement) => [...walk(source, statement)]);
  return nodes.some((node) => {
    if (node.type !== 'CallExpression' || node.range[0] < write.range[1]) return false;
    return ANSWERING.test(source.getText(rootOf(node)));
  });
}

const ANSWERING = /^(res|resp|response|reply|ctx|next|interaction|socket)$/;

/** Source of what opens the transaction; nothing where the library has none in reach. */
function connectionOf(
  read: TSESTree.Node,
  idiom: TransactionIdiom,
  source: SourceCode,
): string | undefined {
  const root = rootOf(read);
  if (!memberPath(root)) return undefined;
  const text = source.getText(root);
  const has = (name: string): boolean => isDeclaredInModule(source, name);
  if (!idiom.connection) return text;
  return idiom.connection(text, { has, isTyped: isTypeScript(source), called: calledOn(root) });
}
