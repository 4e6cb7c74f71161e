import type { TSESTree } from '@typescript-eslint/utils';

import { memberPath } from '../syntax/member-path.js';
import type { Resource } from './access.js';
import { builtConditions, type Condition } from './built-conditions.js';
import type { Argument, CallSite } from './call-site.js';
import { noteRowLock } from './frame.js';
import { lostBy } from './guards.js';
import type { Builder } from './library.js';
import type { Operating } from './operating.js';
import { argumentAt, lastCall } from './select.js';
import { literalText, joinAll, valueOf } from './value.js';

/** The rows that a chain's statement works on. */
export function builtResource(at: Operating, builder: Builder): Resource {
  return {
    kind: 'stored',
    model: tableOf(at, builder),
    ...rowsWhere(builtConditions(at, builder)),
    library: at.match.library,
  };
}

/** The value that the only condition compares with. */
export function builtKeyNode(at: Operating, builder: Builder): TSESTree.Node | undefined {
  return onlyEquality(builtConditions(at, builder));
}

export function onlyEquality(conditions: readonly Condition[]): TSESTree.Node | undefined {
  const [only] = conditions;
  return conditions.length === 1 && only?.isEquality ? only.node : undefined;
}

/** The rows that conditions name. */
export function rowsWhere(
  conditions: readonly Condition[],
): Pick<Resource, 'key' | 'identity' | 'columns'> {
  const values = conditions.map(({ value }) => value);
  return {
    key: keyOf(conditions),
    columns: conditions.map(({ column }) => column),
    identity: valueOf({ derivations: joinAll(values).derivations }),
  };
}

/** Takes the row lock that a call of the chain asks for, where a transaction keeps it. */
export function takeBuiltRowLock({ site, match, frame, state }: Operating): void {
  const { rowLock, transacting = [] } = match.library.builder ?? {};
  const call = rowLock && lastCall(site, rowLock.call);
  if (!call || !site.chain) return;
  const [argument] = call.args;
  const text = argument && literalText(argument.value.symbol);
  if (rowLock.argument && !rowLock.argument.test(text ?? '')) return;
  const isGiven = (lastCall(site, transacting)?.args.length ?? 0) > 0;
  if (!rowLock.isRefusedOutside && !isGiven && !isTransaction(site.chain.root)) {
    if (isStanding(site.chain.root)) noteRowLock(site.node, lostBy(state), frame);
    return;
  }
  noteRowLock(site.node, 'held', frame);
  state.guards.add(frame.run.arena.guard('row-lock', site.node, undefined));
}

/** Whether the chain says which table its statement is about. */
export function hasTable(site: CallSite, { table }: Builder): boolean {
  return table.some((selector) => selector === 'root' || argumentAt(site, selector) !== undefined);
}

/** Whether the chain starts with a connection that the whole program shares. */
function isStanding({ value }: Argument): boolean {
  return [...value.places].some(({ object }) => {
    return object.origin === 'shared' || (object.origin === 'handle' && object.name !== '');
  });
}

/** Whether what a call is made on is a transaction, by its origin or its name. */
export function isTransaction({ node, value }: Argument): boolean {
  const name = memberPath(node)?.at(-1) ?? '';
  const isHandle = [...value.places].some(({ object }) => object.name === 'transaction');
  return isHandle || /^(t|tx|trx|transaction\w*|\w+T(rx|x|ransaction))$/.test(name);
}

/** The table that the chain names. */
export function tableOf(at: Operating, { table }: Builder): string | undefined {
  for (const selector of table) {
    const named = selector === 'root' ? at.site.chain?.root : argumentAt(at.site, selector);
    const name = named && nameOf(named);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** `users` of `'users as u'`, `'public.users'`, `schema.users` */
function nameOf({ node, value }: Argument): string | undefined {
  const text = literalText(value.symbol);
  if (text === undefined) return memberPath(node)?.at(-1);
  return text.split(/\s/)[0]?.split('.').at(-1);
}

function keyOf(conditions: readonly Condition[]): string | undefined {
  const parts = conditions
    .filter(({ isEquality }) => isEquality)
    .map(({ column, value }) => value.symbol && `${column}=${value.symbol}`);
  const isKnown = parts.length > 0 && parts.every((part) => part !== undefined);
  return isKnown ? parts.sort().join('&') : undefined;
}
