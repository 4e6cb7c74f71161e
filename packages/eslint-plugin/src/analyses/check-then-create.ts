import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact, Read, Write } from '../effects/access.js';
import { isWholeRow } from '../effects/resource-of.js';
import type { FileModel } from '../effects/model.js';
import { isNothing, unwrap } from '../syntax/node-shapes.js';
import { isClaim } from './claim.js';
import { isDecidedByStore, skipsDuplicates } from './decided-by-store.js';
import { asksStore } from './home-made-locks.js';
import { findsOthers } from './finds-others.js';
import { guardedOrTold, type Covers } from './guarded.js';
import { relevantWrites, type Scope } from './relevant-writes.js';
import { isSameRow } from './same-row.js';
import { sharesName } from './shared-names.js';
import { isSplitUpsert } from './split-upserts.js';

/** A row is created because a read did not find it, and the store is not asked to decide. */
export interface CheckThenCreate {
  readonly read: Read;
  readonly fact: Fact;
  readonly write: Write;
  /** Whether the code looks for the row in a list that it read. */
  readonly isPicked?: boolean;
}

export function findCheckThenCreates(
  model: FileModel,
  scope: Scope,
  covers: Covers = guardedOrTold(model),
): CheckThenCreate[] {
  const created = new Map<TSESTree.Node, CheckThenCreate>();
  for (const write of relevantWrites(model, scope)) {
    if (created.has(write.node) || !isUndecided(write, model, scope)) continue;
    if (!scope.strict && write.library?.isOfOneUser) continue;
    const checks = write.passed.flatMap((fact) => findCheck(fact, write, covers) ?? []);
    const open = checks.find((check) => !isDecidedByStore(check, model, scope));
    if (open) created.set(write.node, open);
  }
  return [...created.values()];
}

/** Whether the write creates a row, or a mark, without asking the store what to do with a duplicate. */
function isUndecided(write: Write, model: FileModel, scope: Scope): boolean {
  if (isSplitUpsert(write) || skipsDuplicates(write.node, model)) return false;
  return write.kind === 'create' || isNewRow(write, scope)
    ? !write.statement?.handlesConflict
    : write.kind === 'put' && !asksStore(write.node, model);
}

/** `repository.save(dto)`: what was neither loaded nor made here is a row of its own. */
function isNewRow({ kind, object, operation, evidence }: Write, { strict }: Scope): boolean {
  const isGiven = operation?.kind === 'persist' && operation.entity === 'argument';
  const isPlain = object?.origin === 'literal' || object?.origin === 'unknown';
  const isKnown = strict === true || evidence !== 'shape';
  return kind === 'persist' && isGiven && isPlain && !object?.read && isKnown;
}

function findCheck(fact: Fact, write: Write, covers: Covers): CheckThenCreate | undefined {
  if (fact.outcome !== absentWhen(unwrap(fact.test))) return undefined;
  for (const { read, path } of fact.value.derivations) {
    if (!/^(rowCount|count|length)?$/.test(path) || !isSameKind(read, write)) continue;
    // A cache that is filled is no claim; what was only asked for is there or not.
    const isAsked = isClaim(write) || isItem(write) || asksForPresence(read);
    if (write.kind === 'put' && !isAsked) continue;
    // Between two steps of one process nothing else creates a file or an entry.
    const isOpen = write.kind !== 'put' || write.stale.has(read);
    if (!isOpen || covers(read, write) || findsOthers(read, write)) continue;
    const isList = read.operation?.kind === 'read' && read.operation.gives === 'entities';
    return { read, fact, write, isPicked: isList && path === '' };
  }
  return undefined;
}

/** Whether the entry is an item with its key among its columns, and not one that a cache forgets. */
export function isItem({ kind, operation, resource: { columns = [] } }: Write): boolean {
  if (kind !== 'put' || !operation || !isWholeRow(operation)) return false;
  return !columns.some((column) => /ttl|expir/i.test(column));
}

function asksForPresence({ operation }: Read): boolean {
  return operation?.kind === 'read' && operation.gives === 'presence';
}

/** Whether what was looked for is what is created: same model, and no column that tells them apart. */
function isSameKind(read: Read, write: Write): boolean {
  if (write.kind === 'put') return read.call !== undefined && isSameRow(read, write);
  const { model, key } = read.resource;
  if (write.kind === 'persist')
    return key !== undefined && isByOne(read, write) && isAnyCreated(key, write);
  if (model === undefined || model !== write.resource.model) return false;
  if (key === undefined || isGuessed(read)) {
    if (read.call?.receiverNode === undefined) return isNamed(read, write);
    return read.evidence !== 'shape' || sharesName(read, write);
  }
  return isAnyCreated(key, write) || isNamed(read, write);
}

/** Whether only the place of an argument makes a key of it. */
function isGuessed({ operation }: Read): boolean {
  return operation?.kind === 'read' && operation.isKeyBare === true;
}

/** Whether one repository both looked and stores. */
function isByOne({ call }: Read, { call: storing }: Write): boolean {
  return call?.receiver?.symbol !== undefined && call.receiver.symbol === storing?.receiver?.symbol;
}

function isAnyCreated(key: string, write: Write): boolean {
  return key.split('&').some((part) => isCreated(part, write));
}

/** Whether the new row has the column with the value that was looked for. */
function isCreated(part: string, { fields, given = [] }: Write): boolean {
  const [column = '', sought = ''] = part.split(/=(.*)/s);
  const set = fields.find(({ path }) => path === column || (path === '_id' && column === 'id'));
  if (!set) return given.some((whole) => isPartOf(sought, whole, column) || isComputed(sought));
  return set.value.symbol === sought || isComputed(sought) || isComputed(set.value.symbol);
}

/** Whether what was sought is the whole itself, its column, or what the whole was made of. */
function isPartOf(sought: string, whole: string, column: string): boolean {
  return sought === `${whole}.${column}` || whole.split(/[(),]/).includes(sought);
}

/** What a call gave is another spelling of what it was given: `email.toLowerCase()`. */
function isComputed(symbol: string | undefined): boolean {
  return symbol !== undefined && /^call@|\)$/.test(symbol);
}

/** Whether all that a function looked for goes into what is created: `getUser(id)`, `createUser({ id })`. */
function isNamed({ call }: Read, { call: creating, fields }: Write): boolean {
  const given = [...fields, ...(creating?.args ?? [])].map(({ value }) => value.symbol);
  const asked = call?.args.map(({ value }) => value.symbol) ?? [];
  return (
    asked.length > 0 && asked.every((symbol) => symbol !== undefined && given.includes(symbol))
  );
}

/** How the test comes out when nothing was found. */
function absentWhen(test: TSESTree.Node): Fact['outcome'] | undefined {
  if (test.type === 'LogicalExpression') return test.operator === '&&' ? 'falsy' : undefined;
  if (test.type !== 'BinaryExpression') return isNegation(test) ? undefined : 'falsy';
  const right = unwrap(test.right);
  const isNone = isNothing(right) || isNumber(right, 0);
  switch (test.operator) {
    case '==':
    case '===':
      return isNone ? 'truthy' : undefined;
    case '!=':
    case '!==':
      return isNone ? 'falsy' : undefined;
    case '>':
      return isNumber(right, 0) ? 'falsy' : undefined;
    case '>=':
      return isNumber(right, 1) ? 'falsy' : undefined;
    case '<':
      return isNumber(right, 1) ? 'truthy' : undefined;
    case '<=':
      return isNumber(right, 0) ? 'truthy' : undefined;
    default:
      return undefined;
  }
}

/** Tests whose outcome says nothing of what was found. */
function isNegation(test: TSESTree.Node): boolean {
  return test.type === 'UnaryExpression';
}

function isNumber(node: TSESTree.Node, wanted: number): boolean {
  return node.type === 'Literal' && node.value === wanted;
}
