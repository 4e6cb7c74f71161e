import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import type { ConditionIdiom, Idioms } from '../effects/idioms.js';
import { insertAfter, insertBefore, replaceNode, type TextEdit } from '../syntax/edit.js';
import { enclosingStatement } from '../syntax/enclosing.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { columnEdits, holdsText } from './atomic-column.js';
import { callOfChain } from './call-of-chain.js';
import { countedBy } from './counted-by.js';
import { idiomsFor } from './idioms-for.js';
import type { Repair } from './repair.js';
import { requirementOf, type Requirement } from './requirement.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `if (row.n < 1) return false; await update({ where: { id }, data: { n: row.n - 1 } });` carries the
 * test in the condition of the update, and refuses again where the update changed nothing.
 */
export function conditionInWrite(race: Race, source: SourceCode): Repair | undefined {
  const { write, field } = race;
  const idioms = idiomsFor(race);
  const property = field.node;
  if (!idioms?.condition || write.kind !== 'update' || property.type !== 'Property')
    return undefined;
  if (property.value.type !== 'BinaryExpression' || holdsText(race, source)) return undefined;
  const statement = enclosingStatement(write.node);
  const requirement = requirementOf(race, [statement], source);
  const more = requirement && conditionEdit(race, idioms.condition, requirement, source);
  const sum = more && columnEdits(race, source);
  const told = sum && toldEdits(race, idioms, requirement, source);
  return told
    ? {
        kind: 'condition',
        label: 'Test it in the database as well',
        edits: [more, ...sum, ...told],
      }
    : undefined;
}

function conditionEdit(
  race: Race,
  { column, call }: ConditionIdiom,
  { operator, bound }: Requirement,
  source: SourceCode,
): TextEdit | undefined {
  const { write, field } = race;
  const text = source.getText(bound);
  if (call) {
    const builder = write.library?.builder;
    const named = [...(builder?.where ?? []), ...(builder?.whereId ?? [])];
    // A row that the chain starts with is named by its start: `row.$query()`.
    const start =
      write.operation?.kind === 'update' && write.operation.ofRoot ? write.operation.with : [];
    const where = callOfChain(write.node, [...named, ...(start ?? [])], source);
    return where && insertAfter(where, call(field.path, operator, text));
  }
  const last = conditionOf(race)?.properties.at(-1);
  return last && column ? insertAfter(last, `, ${column(field.path, operator, text)}`) : undefined;
}

/** The condition of the update, where it is written out. */
function conditionOf({ write: { call, operation } }: Race): TSESTree.ObjectExpression | undefined {
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

/** `const { count } = await updateMany(…); if (count === 0) return false;` */
function toldEdits(
  { write: { node: call } }: Race,
  { condition, changedRows }: Idioms,
  { exit }: Requirement,
  source: SourceCode,
): TextEdit[] | undefined {
  const statement = enclosingStatement(call);
  const awaited = call.parent;
  const isPlain =
    statement.type === 'ExpressionStatement' &&
    awaited?.type === 'AwaitExpression' &&
    awaited.parent === statement;
  const method = isPlain ? methodEdit(call, condition?.methods) : undefined;
  if (!method || !exit) return method;
  const counted = countedBy(
    condition?.told ?? changedRows?.['update'],
    condition?.isBig,
    statement,
    exit,
    source,
  );
  return (
    counted && [
      insertBefore(statement, counted.before),
      ...method,
      insertAfter(statement, counted.after),
    ]
  );
}

/** Calls the method that takes the condition, where the update's own does not. */
function methodEdit(
  call: TSESTree.Node,
  methods: ConditionIdiom['methods'],
): TextEdit[] | undefined {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  if (!methods) return [];
  if (callee?.type !== 'MemberExpression') return undefined;
  const name = staticName(callee) ?? '';
  const method = methods[name];
  if (method === undefined) return undefined;
  return method === name ? [] : [replaceNode(callee.property, method)];
}
