import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { DerivedWrite } from '../../analyses/race.js';
import type { Condition, Idioms } from '../../effects/idioms.js';
import { appendCall } from '../../syntax/append-call.js';
import { appendToList } from '../../syntax/list.js';
import { insertAfter, insertBefore, type TextEdit } from '../../syntax/edit.js';
import { importValue } from '../../syntax/imports.js';
import { lastName } from '../../syntax/member-path.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { styleOf } from '../../syntax/style.js';
import { callOfChain } from '../call-of-chain.js';
import { chainOf } from '../chain-of.js';
import type { Wanted } from './column-test.js';
import { conditionInSql } from './condition-in-sql.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Puts what must hold of the column into the condition of an update. */
export function conditionEdits(
  race: DerivedWrite,
  wanted: Wanted,
  { condition }: Idioms,
  source: SourceCode,
): TextEdit[] | undefined {
  const { write } = race;
  if (write.statement) return conditionInSql(race, wanted, source);
  if (!write.call?.chain) return columnEdits(race, wanted, condition?.column, source);
  return condition?.operand
    ? operandEdits(race, wanted, condition, source)
    : callEdits(race, wanted, condition?.call, source);
}

/** `{ id }` becomes `{ id, n: { gte: 1 } }`. */
function columnEdits(
  race: DerivedWrite,
  wanted: Wanted,
  say: Condition | undefined,
  source: SourceCode,
): TextEdit[] | undefined {
  const last = conditionOf(race)?.properties.at(-1);
  const said = last && saying(say, race, wanted, source);
  return said && [...said.edits, appendToList(source, last, said.text)];
}

/** The condition of the update, where it is written out. */
function conditionOf({
  write: { call, operation },
}: DerivedWrite): TSESTree.ObjectExpression | undefined {
  const key = operation?.kind === 'update' ? operation.key : undefined;
  const argument = key?.arg === undefined ? undefined : call?.args[key.arg]?.node;
  if (argument?.type !== 'ObjectExpression') return undefined;
  if (key?.path === undefined) return argument;
  const found = argument.properties.find((each) => {
    return each.type === 'Property' && staticName(each) === key.path;
  });
  const value = found?.type === 'Property' ? found.value : undefined;
  return value?.type === 'ObjectExpression' ? value : undefined;
}

/** `.where('id', '=', id)` becomes `.where('id', '=', id).where('n', '>=', 1)`. */
function callEdits(
  race: DerivedWrite,
  wanted: Wanted,
  say: Condition | undefined,
  source: SourceCode,
): TextEdit[] | undefined {
  const where = whereOf(race, source);
  const said = where && saying(say, race, wanted, source);
  return said && [...said.edits, appendCall(source, where, said.text)];
}

/** `.where(eq(t.id, id))` becomes `.where(and(eq(t.id, id), gte(t.n, 1)))`. */
function operandEdits(
  race: DerivedWrite,
  wanted: Wanted,
  { operand, joined }: NonNullable<Idioms['condition']>,
  source: SourceCode,
): TextEdit[] | undefined {
  const where = whereOf(race, source);
  const [given, ...others] = where?.type === 'CallExpression' ? where.arguments : [];
  const said = given && others.length === 0 && saying(operand, race, wanted, source);
  if (!said || !joined) return undefined;
  const inner = unwrap(given);
  const last = inner.type === 'CallExpression' ? inner.arguments.at(-1) : undefined;
  if (inner.type === 'CallExpression' && last && lastName(inner.callee) === joined.name) {
    return [...said.edits, insertAfter(last, `, ${said.text}`)];
  }
  const join = importValue(source, joined.module, joined.name);
  return [
    ...join.edits,
    ...said.edits,
    insertBefore(given, `${join.name}(`),
    insertAfter(given, `, ${said.text})`),
  ];
}

/** The last call of the chain that names the rows. */
function whereOf({ write }: DerivedWrite, source: SourceCode): TSESTree.Node | undefined {
  const builder = write.library?.builder;
  // A row that the chain starts with is named by its start: `row.$query()`.
  const start =
    write.operation?.kind === 'update' && write.operation.ofRoot ? write.operation.with : [];
  const named = [...(builder?.where ?? []), ...(builder?.whereId ?? []), ...(start ?? [])];
  return callOfChain(write.node, named, source);
}

/** The condition in the words of the library, in the file's quotes, and what it imports. */
export function saying(
  say: Condition | undefined,
  { write, field }: DerivedWrite,
  { operator, bound }: Wanted,
  source: SourceCode,
): { text: string; edits: readonly TextEdit[] } | undefined {
  const { table } = chainOf(write.node, write.library, source);
  const said = say?.({ field: field.path, operator, bound, table });
  if (!said) return undefined;
  const { quote } = styleOf(source);
  const text = said.text.replace(/'([\w<>=? ]*)'/g, `${quote}$1${quote}`);
  const { imports } = said;
  const imported = imports && importValue(source, imports.module, imports.name);
  if (!imported) return { text, edits: [] };
  const name = new RegExp(`\\b${imports.name}\\b`, 'g');
  return { text: text.replace(name, imported.name), edits: imported.edits };
}
