import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { hasAll } from '../effects/schema/schema.js';
import type { Scope } from './relevant-writes.js';

/** How stores say that a row is there already. */
const DUPLICATE =
  /P2002|23505|11000|ER_DUP_ENTRY|1062|SQLITE_CONSTRAINT|duplicate|unique|already\s*exist|conflict/i;

/**
 * Whether the store refuses the second of two equal rows, as far as declarations in sight say. In
 * the strict scope, code that does not expect the refusal counts as undecided.
 */
export function isDecidedByStore(
  read: Read,
  write: Write,
  model: FileModel,
  { strict }: Scope,
): boolean {
  if (expectsDuplicate(write.node, model)) return true;
  return !strict && isUnique(read, write, model);
}

/** Whether the store keeps what was looked for unique, as far as declarations in sight say. */
export function isUnique(read: Read, write: Write, model: FileModel): boolean {
  const columns = columnsOf(read);
  if (columns.length === 0) return false;
  if (read.operation?.kind === 'read' && read.operation.byUnique) return true;
  if (columns.some((column) => read.resource.library?.unique?.includes(column))) return true;
  return model.uniqueOf(write.resource.model).some((together) => hasAll(columns, together));
}

/** The columns of the condition, or those that `findByTeamAndEmail(…)` names. */
function columnsOf({ resource, call }: Read): readonly string[] {
  if (resource.columns && resource.columns.length > 0) return resource.columns;
  return /By([A-Z]\w*?)(?:For[A-Z]\w*)?$/.exec(call?.method ?? '')?.[1]?.split('And') ?? [];
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
