import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { hasAll, hasAny, withoutScope } from '../effects/schema/schema.js';
import type { Scope } from './relevant-writes.js';
import { relationsIn, soughtColumns } from './sought-columns.js';

/** How stores say that a row is there already. */
const DUPLICATE =
  /P2002|23505|11000|ER_DUP_ENTRY|1062|SQLITE_CONSTRAINT|duplicate|unique|already\s*exist|conflict/i;

/** Options with which the store leaves out what is there already. */
const SKIPS = /\b(skipDuplicates|ignoreDuplicates|updateOnDuplicate)\b/;

/** Whether a create says that what is there already is to be left. */
export function skipsDuplicates(write: TSESTree.Node, { source }: FileModel): boolean {
  const args = write.type === 'CallExpression' ? write.arguments : [];
  return args.some((argument) => SKIPS.test(source.getText(argument)));
}

/** A look, and the create that follows where nothing was found. */
interface Check {
  readonly read: Read;
  readonly write: Write;
  /** Whether the code looks for the row in a list that it read. */
  readonly isPicked?: boolean;
}

/**
 * Whether the store refuses the second of two equal rows, as far as declarations in sight say. In
 * the strict scope, code that does not expect the refusal counts as undecided.
 */
export function isDecidedByStore(check: Check, model: FileModel, { strict }: Scope): boolean {
  if (expectsDuplicate(check.write.node, model)) return true;
  return !strict && isUnique(check, model);
}

/** Whether the store keeps what was looked for unique, as far as declarations in sight say. */
export function isUnique({ read, write, isPicked = false }: Check, model: FileModel): boolean {
  if (read.operation?.kind === 'read' && read.operation.byUnique) return true;
  const { alternatives, isByName } = soughtColumns(read);
  const always = read.resource.library?.unique ?? [];
  const sets = model.uniqueOf(write.resource.model);
  const alike = isPicked ? columnsOf(write) : columnsGiven(read, write);
  return alternatives.every((columns) => {
    if (columns.some((column) => always.includes(column))) return true;
    return sets.some((together) => {
      const asked = isByName ? withoutScope(together) : together;
      return hasAll([...columns, ...alike], asked) && (!isPicked || hasAny(columns, together));
    });
  });
}

/** The columns of the new row, those of its relations too: `{ user: { id } }`. */
function columnsOf({ fields }: Write): readonly string[] {
  const rows = new Set(fields.map(({ node }) => node.parent));
  const relations = [...rows].flatMap((row) => relationsIn(row));
  return [...fields.map(({ path }) => path), ...relations];
}

/** The columns of the new row that are given just what a finder was: `findByMail(mail)`, `{ address: mail }`. */
function columnsGiven({ call }: Read, { fields }: Write): readonly string[] {
  const sought = new Set(call?.args.flatMap(({ value }) => value.symbol ?? []));
  const given = fields.filter(
    ({ value }) => value.symbol !== undefined && sought.has(value.symbol),
  );
  return given.map(({ path }) => path);
}

/**
 * Whether the store refuses a second row with the number that the write takes: it is unique, alone
 * or among columns that the write sets too.
 */
export function isNumberUnique(
  { resource, fields }: Write,
  number: string,
  model: FileModel,
): boolean {
  const columns = fields.map(({ path }) => path);
  return model
    .uniqueOf(resource.model)
    .some((together) => hasAll(together, [number]) && hasAll(columns, together));
}

/** Whether the write stands in a `try` whose `catch` knows the error of a duplicate. */
export function expectsDuplicate(write: TSESTree.Node, { source }: FileModel): boolean {
  for (let at: TSESTree.Node | undefined = write; at?.parent; at = at.parent) {
    const { parent }: TSESTree.Node = at;
    if (parent.type !== 'TryStatement' || parent.block !== at || !parent.handler) continue;
    if (DUPLICATE.test(source.getText(parent.handler))) return true;
  }
  return false;
}
