import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckThenCreate } from '../../analyses/check-then-create.js';
import { isUnique } from '../../analyses/decided-by-store.js';
import type { Read, Write } from '../../effects/access.js';
import type { NewRow } from '../../effects/idioms.js';
import { builtModelOf } from '../../effects/model.js';
import type { Selector } from '../../effects/operation.js';
import { argumentAt } from '../../effects/select.js';
import { memberPath } from '../../syntax/member-path.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** What is created, and the literal that says it. */
export interface WrittenRow extends NewRow {
  readonly node: TSESTree.ObjectExpression;
}

/**
 * The row that is created, where the columns that were looked for are among its own. Without a chain
 * of calls both calls say nothing else, and each of those columns has the value that was looked for.
 */
export function newRowOf(race: CheckThenCreate, source: SourceCode): WrittenRow | undefined {
  const { read, write } = race;
  const node = rowOf(write);
  const columns = read.resource.columns ?? [];
  if (!node || columns.length === 0 || !hasLookedFor(race, node, source)) return undefined;
  // What is spread may set any column once more.
  const named = node.properties.map((each) =>
    each.type === 'Property' ? staticName(each) : SPREAD,
  );
  if (named.includes(SPREAD)) return undefined;
  const textOf = (isKey: boolean): string => {
    const chosen = node.properties.filter((_, at) => columns.includes(named[at] ?? '') === isKey);
    return chosen.map((property) => source.getText(property)).join(', ');
  };
  if (!columns.every((column) => named.includes(column))) return undefined;
  const selector = write.operation?.model;
  const of = selector && write.call && argumentAt(write.call, selector);
  return {
    model: receiverOf(write.node, source),
    of: of ? source.getText(of.node) : '',
    columns,
    key: textOf(true),
    rest: textOf(false),
    row: source.getText(node),
    node,
    ...declared(race, source),
  };
}

const SPREAD = '...';

/** What declarations and configurations tell. */
export function declared(
  { read, write }: CheckThenCreate,
  source: SourceCode,
): Pick<NewRow, 'isUnique' | 'database'> {
  const model = builtModelOf(source);
  return {
    isUnique: model !== undefined && isUnique({ read, write }, model),
    database: model?.database,
  };
}

/** The literal of the columns: `create({ … })`, `save(repository.create({ … }))`. */
function rowOf({ call, operation }: Write): TSESTree.ObjectExpression | undefined {
  const selector = operation?.kind === 'create' ? operation.value : FIRST;
  if (operation?.kind !== 'create' && operation?.kind !== 'persist') return undefined;
  const given = selector && onlyPart(call, selector);
  if (given?.type === 'ObjectExpression') return given;
  const isMade = given?.type === 'CallExpression' && given.arguments.length === 1;
  const made = isMade && operation.kind === 'persist' ? given.arguments[0] : undefined;
  return made?.type === 'ObjectExpression' ? made : undefined;
}

const FIRST: Selector = { arg: 0 };

function hasLookedFor(
  { read, write }: CheckThenCreate,
  row: TSESTree.ObjectExpression,
  source: SourceCode,
): boolean {
  if (write.call?.chain) return true;
  const selector = read.operation?.kind === 'read' ? read.operation.key : undefined;
  const key = selector && onlyPart(read.call, selector);
  const isOne = receiverOf(read.node, source) === receiverOf(write.node, source);
  if (key?.type !== 'ObjectExpression' || !isOne) return false;
  const texts = new Set(row.properties.map((property) => plainText(property, source)));
  return key.properties.every((property) => texts.has(plainText(property, source)));
}

function plainText(node: TSESTree.Node, source: SourceCode): string {
  return source.getText(node).replace(/\s+/g, '');
}

/** The part of the call that the selector points at, where nothing stands behind or beside it. */
function onlyPart(call: Read['call'], selector: Selector): TSESTree.Node | undefined {
  const argument = call && argumentAt(call, selector);
  const isLast = selector.call !== undefined || call?.args.length === selector.arg + 1;
  let node = argument && isLast ? unwrap(argument.node) : undefined;
  for (const name of selector.path?.split('.') ?? []) {
    const [only, ...others] = node?.type === 'ObjectExpression' ? node.properties : [];
    const isAlone = only?.type === 'Property' && others.length === 0 && staticName(only) === name;
    node = isAlone ? unwrap(only.value) : undefined;
  }
  return node;
}

/** Source of what a method is called on; empty where that is no plain path. */
export function receiverOf(call: TSESTree.Node, source: SourceCode): string {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  if (callee?.type !== 'MemberExpression' || !memberPath(callee.object)) return '';
  return source.getText(callee.object);
}
