import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckThenCreate } from '../../analyses/check-then-create.js';
import { insertBefore, removeStatement, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { freeName } from '../../syntax/names.js';
import { statementsOf } from '../../syntax/node-shapes.js';
import { indentOf, semicolonAfter, styleOf } from '../../syntax/style.js';
import { variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import { createdRowOf, isReturnOf, type CreatedRow, type Exit } from './created-row.js';
import { newRowOf } from './new-row.js';
import type { Repair } from '../repair.js';
import { withNeeds } from '../atomic/gives-up.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** What is taken out of the result, and what becomes of the code behind it. */
interface Plan {
  readonly row?: string | undefined;
  /** The flag that tells whether the row is new. */
  readonly created?: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Lets the store find or create in one step: Django's `get_or_create` with defaults. What is done
 * only where the row is new, or only where it is not, then asks the flag that tells.
 */
export function findOrCreate(race: CheckThenCreate, source: SourceCode): Repair | undefined {
  const idiom = race.write.library?.idioms?.findOrCreate;
  const shape = createdRowOf(race);
  const row = idiom && shape ? newRowOf(race, source) : undefined;
  if (!idiom || !shape || !row?.model) return undefined;
  if (!shape.isPlain || !isAtOnce(shape, source) || !isIdle(row.node, source)) return undefined;
  const plan = shape.exit ? planBeforeExit(shape, shape.exit, source) : planInBranch(shape, source);
  const call = idiom.call(row);
  const pattern = plan && idiom.taken(plan.row, plan.created);
  if (call === undefined || !plan || pattern === undefined) return undefined;
  return {
    kind: 'upsert',
    label: withNeeds('Find or create at once', row.isUnique, idiom.givesUp),
    edits: [placed(shape, pattern, call, source), ...plan.edits],
  };
}

/** Whether nothing stands between the read, the test and the create. */
function isAtOnce({ found, check, statement, exit }: CreatedRow, source: SourceCode): boolean {
  const follows = (node: TSESTree.Node, before: TSESTree.Node | undefined): boolean =>
    before === undefined || source.getTokenAfter(before) === source.getFirstToken(node);
  return follows(check, found?.declaration) && follows(statement, exit && check);
}

/** Whether computing the columns for nothing does no harm. */
function isIdle(row: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, row)].every(({ type }) => !HAS_EFFECT.test(type));
}

const HAS_EFFECT = /^(Await|Yield|Assignment|Update)Expression$/;

/** `if (!row) { row = await create(…); … }` */
function planInBranch(shape: CreatedRow, source: SourceCode): Plan | undefined {
  const { check, found, statement, use } = shape;
  const [first, ...rest] = statementsOf(check.consequent);
  if (!found || check.alternate || first !== statement) return undefined;
  const isTaken = use === 'found';
  if ((!isTaken && use !== 'nothing') || isBound(found.name, check, isTaken, source))
    return undefined;
  const row = isTaken ? found.name.name : undefined;
  if (rest.length === 0) return { row, edits: [removeStatement(source, check)] };
  const created = flagIn(check, source);
  const edits = [replaceNode(check.test, created), removeStatement(source, statement)];
  return { row, created, edits };
}

/** `if (row) return row; return create(…);`, `if (row) throw …; const row = await create(…);` */
function planBeforeExit(shape: CreatedRow, exit: Exit, source: SourceCode): Plan | undefined {
  const { check, found, statement, use } = shape;
  if (found && isBound(found.name, check, false, source)) return undefined;
  const row = rowNameOf(shape, source);
  const last =
    use === 'returned'
      ? replaceNode(statement, `return ${row ?? ''}${semicolonAfter(source, statement)}`)
      : removeStatement(source, statement);
  if (use === 'returned' && isReturnOf(exit, found)) {
    return { row, edits: [removeStatement(source, check), last] };
  }
  const created = flagIn(check, source);
  const mentions = mentionsIn(shape, source).map((name) => replaceNode(name, row ?? ''));
  return { row, created, edits: [replaceNode(check.test, `!${created}`), ...mentions, last] };
}

/** What the row is called, where the code behind asks for it. */
function rowNameOf(shape: CreatedRow, source: SourceCode): string | undefined {
  const { found, use, check } = shape;
  if (typeof use === 'object') return use.name;
  const isAsked = use === 'returned' || mentionsIn(shape, source).length > 0;
  if (!isAsked) return undefined;
  return found?.name.name ?? freeName(source, enclosingFunction(check) ?? source.ast, 'row');
}

/** Where the branch that leaves speaks of the row that was found. */
function mentionsIn({ found, check }: CreatedRow, source: SourceCode): TSESTree.Identifier[] {
  if (!found) return [];
  return referencesOf(found.name, source)
    .map(({ identifier }) => identifier as TSESTree.Identifier)
    .filter((identifier) => isInside(identifier, check.consequent));
}

function flagIn(check: TSESTree.Node, source: SourceCode): string {
  return freeName(source, enclosingFunction(check) ?? source.ast, 'created');
}

/** The call in the place of the read. */
function placed(
  { found, check, statement, use }: CreatedRow,
  pattern: string,
  call: string,
  source: SourceCode,
): TextEdit {
  const place = found?.declaration ?? check;
  const own = typeof use === 'object' && statement.type === 'VariableDeclaration';
  const kind = own ? statement.kind : found?.declaration.kind === 'var' ? 'var' : 'const';
  const line = `${pattern && `${kind} ${pattern} = `}await ${call}${semicolonAfter(source, place)}`;
  if (found) return replaceNode(place, line);
  return insertBefore(place, line + styleOf(source).eol + indentOf(source, place));
}

/** Whether the variable is used outside of the test and its branch; only where it is written to, if so asked. */
function isBound(
  name: TSESTree.Identifier,
  check: TSESTree.Node,
  onlyWrites: boolean,
  source: SourceCode,
): boolean {
  return referencesOf(name, source).some((reference) => {
    const { identifier } = reference;
    const isOther = identifier !== name && !isInside(identifier, check);
    return isOther && (!onlyWrites || reference.isWrite());
  });
}

function referencesOf(name: TSESTree.Identifier, source: SourceCode) {
  return variableOf(source, name)?.references ?? [];
}
