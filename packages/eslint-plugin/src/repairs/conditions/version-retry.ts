import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import type { Told } from '../../effects/idioms.js';
import { builtModelOf } from '../../effects/model.js';
import { enclosingFunction, enclosingStatement, isInside } from '../../syntax/enclosing.js';
import { joinImports } from '../../syntax/join-imports.js';
import { appendToList } from '../../syntax/list.js';
import { memberPath } from '../../syntax/member-path.js';
import { freeName } from '../../syntax/names.js';
import { staticName } from '../../syntax/node-shapes.js';
import { indentOf, semicolonAfter, styleOf } from '../../syntax/style.js';
import { walk } from '../../syntax/walk.js';
import { wrapStatements } from '../../syntax/wrap.js';
import type { Counted } from './counted-by.js';
import { heldRegionOf, type HeldRegion } from '../keyed-lock/held-region.js';
import { idiomsFor } from '../idioms-for.js';
import type { Repair } from '../repair.js';
import { toldEdits } from './tell-none.js';
import { conditionEdits } from './written-condition.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * The update compares the version that was read and counts it on; where it then changes no row,
 * another one came in between, and the work is done again from the read.
 */
export function versionRetry(race: Race, source: SourceCode): Repair | undefined {
  const { derivation, write } = race;
  // A transaction may read the same again, however often it is asked.
  if (race.isInTransaction || write.kind !== 'update' || write.statement) return undefined;
  const idioms = idiomsFor(race);
  const version = builtModelOf(source)?.schema.of(write.resource.model).version;
  if (!idioms || version === undefined) return undefined;
  const columns = columnsOf(race, version);
  const row = rowOf(derivation.read.node);
  if (!columns || row === undefined) return undefined;
  const region = heldRegionOf(derivation.read.node, write.node, undefined, source);
  if (!region || !isRepeatable(region, row, race, source)) return undefined;
  const isLast = region.statements.at(-1) === enclosingStatement(write.node);
  if (!isLast && !isLeaving(region.statements.at(-1))) return undefined;
  const was = `${row}.${version}`;
  const wanted = { operator: '=', bound: was } as const;
  const field = { ...race.field, path: version, how: 'assign' } as const;
  const condition = conditionEdits({ ...race, field }, wanted, idioms, source);
  const last = columns.properties.at(-1);
  const told = toldEdits(race, idioms, (each) => counted(each, isLast, race, source), source);
  if (!condition || !told || !last) return undefined;
  return {
    kind: 'version',
    label: `Do it again while \`${version}\` changes`,
    edits: joinImports([
      ...condition,
      ...told,
      appendToList(source, last, `${version}: ${was} + 1`, styleOf(source).indent),
      ...wrapStatements(source, region.statements, 'for (;;) {', '}'),
    ]),
  };
}

/** The object of columns that the update sets, without the version. */
function columnsOf({ field }: Race, version: string): TSESTree.ObjectExpression | undefined {
  const columns = field.node.type === 'Property' ? field.node.parent : undefined;
  if (columns?.type !== 'ObjectExpression') return undefined;
  const isSet = columns.properties.some((property) => {
    return property.type !== 'Property' || staticName(property) === version;
  });
  return isSet ? undefined : columns;
}

/** The variable of the whole row: `const row = await find(…)`, `const [row] = await select(…)`. */
function rowOf(read: TSESTree.Node): string | undefined {
  const declaration = enclosingStatement(read);
  if (declaration.type !== 'VariableDeclaration') return undefined;
  const [{ id }, ...others] = declaration.declarations;
  const names = id.type === 'ArrayPattern' ? id.elements : [id];
  const [name, ...rest] = names;
  const isOne = others.length === 0 && rest.length === 0;
  return isOne && name?.type === 'Identifier' ? name.name : undefined;
}

/** `if (changed > 0) break;`, or `if (changed === 0) continue;` where more is to be done. */
function counted(
  { taken, isNone }: Told,
  isLast: boolean,
  { write }: Race,
  source: SourceCode,
): Counted {
  const statement = enclosingStatement(write.node);
  const { eol, indent } = styleOf(source);
  const name = freeName(source, enclosingFunction(statement) ?? source.ast, 'changed');
  const none = isNone?.(name) ?? `${name} === 0`;
  const some = none.startsWith('!') ? none.slice(1) : none.replace(/===? 0$/, '> 0');
  const line = isLast ? `if (${some}) break` : `if (${none}) continue`;
  return {
    taken: taken(name),
    after: eol + indentOf(source, statement) + indent + line + semicolonAfter(source, statement),
  };
}

/**
 * Whether nothing but the read and the update is done between them that could not be done twice:
 * what is computed, what is set on the row, and tests that leave.
 */
function isRepeatable(
  { statements, pending }: HeldRegion,
  row: string,
  { derivation: { read }, write }: Race,
  source: SourceCode,
): boolean {
  const end = enclosingStatement(write.node);
  const before = statements.filter(({ range }) => range[1] <= end.range[1]);
  // Only columns that the read asked for are there.
  if (pending.length > 0 || /\b(select|columns)\b\s*[:(]\s*[^\s)]/.test(source.getText(read.node)))
    return false;
  const nodes = statements.flatMap((statement) => [...walk(source, statement)]);
  if (nodes.some(({ type }) => /^(Break|Continue|Yield)/.test(type))) return false;
  const waits = before.flatMap((statement) => [...walk(source, statement)]).filter(isWait);
  return (
    waits.every((node) => isInside(read.node, node) || isInside(write.node, node)) &&
    before.every((statement) => statement === end || isIdle(statement, row))
  );
}

function isWait({ type }: TSESTree.Node): boolean {
  return type === 'AwaitExpression';
}

function isIdle(statement: TSESTree.Statement, row: string): boolean {
  switch (statement.type) {
    case 'VariableDeclaration':
      return true;
    case 'IfStatement':
      return !statement.alternate && isLeaving(statement.consequent);
    case 'ExpressionStatement': {
      const { expression } = statement;
      const isSet = expression.type === 'AssignmentExpression';
      return isSet && memberPath(expression.left)?.[0] === row;
    }
    default:
      return false;
  }
}

/** `return …`, `throw …`, with braces or without. */
function isLeaving(statement: TSESTree.Statement | undefined): boolean {
  if (statement?.type === 'BlockStatement') {
    return statement.body.length === 1 && isLeaving(statement.body[0]);
  }
  return statement?.type === 'ReturnStatement' || statement?.type === 'ThrowStatement';
}
