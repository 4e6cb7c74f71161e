import type { TSESLint } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import type { Idioms } from '../effects/idioms.js';
import { importValue } from '../syntax/imports.js';
import { incrementEdits, type Around, type Shape } from './atomic-update.js';
import { countedBy } from './counted-by.js';
import { idiomsFor } from './idioms-for.js';
import type { Repair } from './repair.js';
import { requirementOf } from './requirement.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `if (row.n < 1) return false; row.n -= 1; await save(row);` becomes a decrement of the row where
 * it still has one, and refuses again where there was none.
 */
export function conditionInIncrement(race: Race, source: SourceCode): Repair | undefined {
  const idioms = idiomsFor(race);
  if (!idioms?.increment || !idioms.condition?.value) return undefined;
  const edits = incrementEdits(race, idioms, source, (shape) => {
    return aroundOf(shape, race, idioms, source);
  });
  return edits && { kind: 'condition', label: 'Test it in the database as well', edits };
}

function aroundOf(
  { change, save, field }: Shape,
  race: Race,
  { condition, changedRows }: Idioms,
  source: SourceCode,
): Around | undefined {
  const requirement = requirementOf(race, [change, save], source);
  const { operator, bound, exit } = requirement ?? {};
  const column = bound && operator && condition?.value?.(operator, source.getText(bound));
  if (!column) return undefined;
  const { module = '', name = '' } = column.imports ?? {};
  const imported = importValue(source, module, name);
  const value = column.value.replace(name, imported.name);
  const counted = exit && countedBy(changedRows?.['update'], false, change, exit, source);
  if (exit && !counted) return undefined;
  return {
    condition: `${field}: ${value}`,
    before: counted?.before ?? '',
    after: counted?.after ?? '',
    edits: imported.edits,
  };
}
