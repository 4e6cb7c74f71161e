import { assignInto } from './assign-into.js';
import { functionOf, type CallSite } from './call-site.js';
import { fieldsOf, readField, setField } from './fields.js';
import type { Frame } from './frame.js';
import { callGuarded, callInTransaction, takeNamedLock } from './guards.js';
import type { Operation } from './operation.js';
import { useLock } from './locks/use-lock.js';
import type { Operating } from './operating.js';
import { resourceOf } from './resource-of.js';
import { runAtomic, runRead, runReload } from './read-operations.js';
import { runSql } from './run-sql.js';
import type { State } from './state.js';
import { joinAll, literalText, unknown, valueOf, type Value } from './value.js';
import { runExpression } from './update-expression.js';
import {
  buildEntity,
  recordComputed,
  runCreate,
  runFlush,
  runPersist,
  runPut,
  runUpdate,
} from './write-operations.js';

/** Runs the operation that a library says the call is, or a lock known by its name. */
export function operate(called: CallSite, frame: Frame, state: State): Value | undefined {
  const lock = frame.run.locks.at(called.node);
  if (lock) return useLock(lock, called, frame, state);
  const match = frame.run.libraries.match(called, frame, state);
  if (!match) return takeNamedLock(called, frame, state);
  if (match === 'part-of-chain') return unknown;
  const { site } = match;
  if (!frame.site) frame.run.matches.set(site.node, match);
  if (match.library.gated) frame.run.gated.add(site.node);
  const on = <O extends Operation>(operation: O): Operating<O> => ({
    site,
    match: { ...match, operation },
    frame,
    state,
  });
  const { operation } = match;
  switch (operation.kind) {
    case 'read':
      return runRead(on(operation));
    case 'reload':
      return runReload(on(operation));
    case 'persist':
      return runPersist(on(operation));
    case 'update':
      return runUpdate(on(operation));
    case 'expression':
      return runExpression(on(operation));
    case 'flush':
      return runFlush(on(operation));
    case 'put':
      return runPut(on(operation));
    case 'create':
      return runCreate(on(operation));
    case 'assign':
      return assignInto(site, frame, state);
    case 'build':
      return buildEntity(on(operation));
    case 'atomic':
      recordComputed(on(operation));
      return runAtomic(on(operation));
    case 'get-field':
    case 'set-field':
      return runField(on(operation));
    case 'reference':
      return operation.on === 'builder' ? referenceToRow(on(operation)) : referenceTo(site);
    case 'view':
      return site.receiver ?? unknown;
    case 'sql':
      return runSql(on(operation));
    case 'transaction':
      return callInTransaction(on(operation));
    case 'exclusive':
      return callGuarded(on(operation));
    default:
      return unknown;
  }
}

/** `doc(db, 'users', id)`: named by the function and the arguments. */
function referenceTo({ method, args, node }: CallSite): Value {
  const symbols = args.map(({ value }) => value.symbol);
  const isKnown = symbols.every((symbol) => symbol !== undefined);
  const derivations = joinAll(args.map(({ value }) => value)).derivations;
  const name = method ?? functionOf({ node });
  return valueOf({ derivations, symbol: isKnown ? `${name}(${symbols.join()})` : undefined });
}

/** `db.collection('users').doc(id)`: the row that a chain names. */
function referenceToRow(at: Operating): Value {
  const { arena } = at.frame.run;
  const resource = resourceOf(at);
  const object = arena.object(at.site.node, at.frame.context, () => {
    return { origin: 'handle', name: '', resource };
  });
  return valueOf({ places: new Set([arena.place(object, '', false)]) });
}

function runField({ site, match, frame, state }: Operating): Value {
  const receiver = site.receiver ?? unknown;
  const name = literalText(site.args[0]?.value.symbol);
  if (match.operation.kind === 'get-field') {
    return readField(receiver, name, site.node, frame, state);
  }
  const [, second] = site.args;
  if (second) {
    setField(receiver, name, { value: second.value, node: site.node, how: 'assign' }, state);
    return receiver;
  }
  for (const field of fieldsOf(site.args[0]?.value ?? unknown, state)) {
    setField(receiver, field.path, field, state);
  }
  return receiver;
}
