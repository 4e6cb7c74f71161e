import type { TSESLint } from '@typescript-eslint/utils';

import type { DerivedWrite, Race } from '../../analyses/race.js';
import type { TextEdit } from '../../syntax/edit.js';
import { enclosingStatement } from '../../syntax/enclosing.js';
import { joinImports } from '../../syntax/join-imports.js';
import { placesOf } from '../../syntax/variables.js';
import { columnEdits, holdsText } from '../atomic/atomic-column.js';
import { sumInSql } from '../atomic/atomic-sql-update.js';
import { conditionInCommand } from './condition-in-command.js';
import { idiomsFor } from '../idioms-for.js';
import type { Repair } from '../repair.js';
import { requirementOf } from './requirement.js';
import { tellNone } from './tell-none.js';
import { writtenSum } from '../atomic/written-sum.js';
import { conditionEdits } from './written-condition.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `if (row.n < 1) return false; await update({ where: { id }, data: { n: row.n - 1 } });` carries the
 * test in the condition of the update, and refuses again where the update changed nothing.
 */
export function conditionInWrite(race: Race, source: SourceCode): Repair | undefined {
  const { write, field } = race;
  if (write.kind !== 'update') return undefined;
  if (write.operation?.kind === 'expression') return conditionInCommand(race, source, true);
  const sum = write.statement ? sumInSql(race, source) : sumInColumn(race, source);
  return sum && repairOf({ ...race, field: { ...field, how: 'compute' } }, sum, source);
}

function sumInColumn(race: Race, source: SourceCode): TextEdit[] | undefined {
  const property = race.field.node;
  if (property.type !== 'Property' || holdsText(race, source)) return undefined;
  const sum = writtenSum(property.value, race, source);
  const places = sum?.named ? placesOf(sum.named.variable) : [];
  // What the sum is called tells the new value, which is not known any more.
  const isToldLater = places.some((place) => place.range[0] > race.write.node.range[1]);
  return sum && !isToldLater ? columnEdits(race, source) : undefined;
}

/** `if (row.used) return false; await update({ where: { id }, data: { used: true } });` likewise. */
export function guardInWrite(race: DerivedWrite, source: SourceCode): Repair | undefined {
  const { kind, operation } = race.write;
  if (operation?.kind === 'expression') return conditionInCommand(race, source);
  return kind === 'update' ? repairOf(race, [], source) : undefined;
}

function repairOf(
  race: DerivedWrite,
  value: readonly TextEdit[],
  source: SourceCode,
): Repair | undefined {
  const idioms = idiomsFor(race);
  const requirement = idioms && requirementOf(race, [enclosingStatement(race.write.node)], source);
  const told = requirement && tellNone(race, idioms, requirement, source);
  for (const wanted of told ? requirement.comparisons : []) {
    const edits = conditionEdits(race, wanted, idioms ?? {}, source);
    if (!edits || !told) continue;
    const label = wanted.isHeld
      ? 'Write only if it is as it was read'
      : 'Test it in the database as well';
    return { kind: 'condition', label, edits: joinImports([...edits, ...value, ...told]) };
  }
  return undefined;
}
