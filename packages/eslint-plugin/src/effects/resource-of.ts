import type { TSESTree } from '@typescript-eslint/utils';

import { memberPath } from '../syntax/member-path.js';
import { unwrap } from '../syntax/node-shapes.js';
import { staticValueOf } from '../syntax/variables.js';
import type { Resource } from './access.js';
import { expressionOf } from './built-conditions.js';
import { builtResource, rowsWhere, tableOf } from './built-resource.js';
import { functionOf } from './call-site.js';
import { fieldsOf, SPREAD } from './fields.js';
import type { Operation, Selector } from './operation.js';
import type { Operating } from './operating.js';
import { argumentAt, nodeAt, select } from './select.js';
import type { State } from './state.js';
import { literalText, unknown, valueOf, type Value } from './value.js';

/** The rows that the operation names by its model and key. */
export function resourceOf(at: Operating): Resource {
  const { site, match, frame, state } = at;
  const { builder } = match.library;
  const written = keyAt(at);
  if (builder && match.operation.on === 'builder' && !written) return builtResource(at, builder);
  const node = written && nodeAt(site, written);
  const conditions = node && expressionOf(node, at);
  if (conditions) {
    const { library } = match;
    return { kind: 'stored', model: modelOf(at), ...rowsWhere(conditions), library };
  }
  const key = select(site, written, frame, state);
  const referred = key && rowReferredTo(key);
  if (referred) return referred;
  return {
    kind: 'stored',
    model: modelOf(at),
    key: key && withPart(keyText(key, at), at),
    identity: key ? valueOf({ derivations: identityOf(key, state) }) : unknown,
    ...(key && { columns: fieldsOf(key, state).map(({ path }) => path) }),
    library: match.library,
  };
}

/** The row of `ref`, where a call named it before: `transaction.update(ref, changes)`. */
function rowReferredTo({ places }: Value): Resource | undefined {
  const [only] = places;
  if (places.size !== 1 || only?.path !== '' || only.object.origin !== 'handle') return undefined;
  // What is imported may be anything, a model as well as a path.
  return only.object.node.type === 'CallExpression' ? only.object.resource : undefined;
}

function identityOf(key: Value, state: State): Value['derivations'] {
  const fields = fieldsOf(key, state).map((field) => field.value.derivations);
  return new Set([...key.derivations, ...fields.flatMap((part) => [...part])]);
}

/** What names the row of a call, if it is no object with options. */
function keyAt({ site, match: { operation } }: Operating): Selector | undefined {
  const written = keyOf(operation);
  const isBare = operation.kind === 'read' && operation.isKeyBare === true;
  const isOptions = isBare && written && nodeAt(site, written)?.type === 'ObjectExpression';
  return isOptions ? undefined : written;
}

/** What names the row of an operation. */
function keyOf(operation: Operation): Selector | undefined {
  if (operation.kind === 'atomic' && operation.row) return operation.row;
  return 'key' in operation ? operation.key : undefined;
}

/** Whether the key is among the columns of the row that is written. */
export function isWholeRow(operation: Operation): boolean {
  if (operation.kind === 'atomic') return operation.row !== undefined;
  if (operation.kind !== 'put' && operation.kind !== 'update') return false;
  const { key, value } = operation;
  return key?.arg === value.arg && key.path === value.path;
}

/** A key with the part of the entry that the operation works on. */
function withPart(key: string | undefined, at: Operating): string | undefined {
  const part = select(at.site, at.match.operation.part, at.frame, at.state)?.symbol;
  return key === undefined || part === undefined ? key : `${key}&part=${part}`;
}

/** A bare key names the row by its id, which documents call `_id`, or as the method says. */
function keyText(key: Value, at: Operating): string | undefined {
  const { match, state } = at;
  const isPartial = isWholeRow(match.operation);
  const { typeNames = [] } = match.library;
  const fields = fieldsOf(key, state).filter(({ path, value }) => {
    return path !== SPREAD || value.derivations.size > 0;
  });
  if (fields.length === 0) {
    return key.symbol === undefined ? undefined : `${keyColumn(at)}=${key.symbol}`;
  }
  const parts = fields.map(({ path, value: given }) => {
    const typed = fieldsOf(given, state).find((field) => typeNames.includes(field.path));
    const { symbol } = typed?.value ?? given;
    const isColumn = symbol !== undefined && path !== SPREAD;
    return isColumn ? `${path === '_id' ? 'id' : path}=${symbol}` : undefined;
  });
  const known = parts.filter((part) => part !== undefined);
  const isKnown = isPartial ? known.length > 0 : known.length === parts.length;
  return isKnown ? known.sort().join('&') : undefined;
}

/** `email` of `findByEmail(email)`, where no library says what the argument is. */
function keyColumn({ site, match }: Operating): string {
  const named = /By([A-Z]\w*)$/.exec(site.method ?? functionOf(site))?.[1];
  if (named === undefined || match.library.packages.length > 0) return 'id';
  return /^(_?id|pk|key|primary\w*)$/i.test(named) ? 'id' : lowerFirst(named);
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** The last name of what the operation is called on: `User` of `this.models.User`. */
function modelOf(at: Operating): string | undefined {
  const { site, match } = at;
  if (match.operation.model?.path !== undefined) return modelInside(match.operation.model, at);
  const { builder } = match.library;
  if (builder && match.operation.on === 'builder') return tableOf(at, builder);
  const named = match.operation.model && argumentAt(site, match.operation.model)?.node;
  const node = named ?? site.receiverNode;
  const entry = match.operation.entry?.exec(site.method ?? functionOf(site))?.[1] ?? '';
  // What a transaction is called for is named by the argument, as it is for a bare function.
  if (match.operation.on === 'transaction') {
    return match.library.builder ? undefined : match.library.name;
  }
  // What a function works on is the library's, whatever its module is called: a file, a document.
  const isOfModule = match.operation.on === 'any' && match.library.packages.length > 0;
  if (!node || isOfModule) return entry || match.library.name;
  const path = memberPath(node)?.map(withoutMark);
  const receiver = path?.at(-1) ?? '';
  if (entry !== '' && !isOfItself(receiver, entry)) return `${receiver}.${entry}`;
  return path ? path.at(-1) : modelArgument(unwrap(node));
}

/** `userRepository.updateUser`: the rows that the receiver is there for. */
function isOfItself(receiver: string, entry: string): boolean {
  return receiver.toLowerCase().startsWith(entry.toLowerCase());
}

/** `database` of `_database` and `#database`: a field and its accessor are one. */
function withoutMark(name: string): string {
  return name.replace(/^[_#]+(?=\w)/, '');
}

/** `users` of `{ TableName: 'users' }` */
function modelInside(selector: Selector, { site, frame, state }: Operating): string | undefined {
  const node = nodeAt(site, selector);
  const known = node && staticValueOf(frame.run.source, node)?.value;
  if (typeof known === 'string') return known;
  const symbol = select(site, selector, frame, state)?.symbol;
  return literalText(symbol) ?? symbol?.replace(/#\d+/g, '');
}

/** `User` of `getRepository(User)`, `connection.getRepository(ctx, User)` or `db.collection('users')`. */
function modelArgument(node: TSESTree.Node): string | undefined {
  if (node.type === 'AwaitExpression') return modelArgument(unwrap(node.argument));
  if (node.type !== 'CallExpression') return undefined;
  const last = node.arguments.at(-1);
  if (last?.type === 'Literal' && typeof last.value === 'string') return last.value;
  return last && memberPath(last)?.at(-1);
}
