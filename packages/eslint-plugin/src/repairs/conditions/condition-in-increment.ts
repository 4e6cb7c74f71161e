import type { TSESLint } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import type { Idioms } from '../../effects/idioms.js';
import type { TextEdit } from '../../syntax/edit.js';
import { importValue } from '../../syntax/imports.js';
import { joinImports } from '../../syntax/join-imports.js';
import { incrementEdits, type Around } from '../atomic/atomic-update.js';
import { countedBy } from './counted-by.js';
import { isFoundById } from '../found-by-id.js';
import { idiomsFor } from '../idioms-for.js';
import type { Shape } from '../atomic/increment-shape.js';
import type { Repair } from '../repair.js';
import { requirementOf } from './requirement.js';
import { saying } from './written-condition.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `if (row.n < 1) return false; row.n -= 1; await save(row);` becomes a decrement of the row where
 * it still has one, and refuses again where there was none.
 */
export function conditionInIncrement(race: Race, source: SourceCode): Repair | undefined {
  const idioms = idiomsFor(race);
  if (!idioms?.increment || !(idioms.incrementCounts ?? idioms.saveWhere)) return undefined;
  const increments = incrementEdits(race, idioms, source, (shape) => {
    return aroundOf(shape, race, idioms, source);
  });
  const givesUp = idioms.saveWhereGivesUp ? ` (${idioms.saveWhereGivesUp})` : '';
  return (
    increments && {
      kind: 'condition',
      label: `Test it in the database as well${givesUp}`,
      edits: joinImports(increments.edits),
    }
  );
}

function aroundOf(
  shape: Shape,
  race: Race,
  idioms: Idioms,
  source: SourceCode,
): Around | undefined {
  const { change, save, field } = shape;
  if (field.includes('.')) return undefined;
  const requirement = requirementOf(race, [change, save], source);
  const [wanted] = requirement?.comparisons ?? [];
  const said = wanted && saying(idioms.condition?.column, race, wanted, source);
  const taken = idioms.changedRows?.['update'];
  const told = idioms.condition?.told ?? (taken && { taken });
  const exit = requirement?.exit;
  const counted = exit && told && countedBy(told, change, exit, source);
  if (!said || (exit && !counted)) return undefined;
  const saved = idioms.incrementCounts ? NONE : saveOf(shape, said.text, race, idioms, source);
  return (
    saved && {
      condition: said.text,
      call: saved.call,
      before: counted ? `const ${counted.taken} = ` : '',
      after: counted?.after ?? '',
      edits: [...said.edits, ...saved.edits],
    }
  );
}

interface Saved {
  readonly call: string | undefined;
  readonly edits: readonly TextEdit[];
}

const NONE: Saved = { call: undefined, edits: [] };

/** An update with the arithmetic in it, where the library's increment does not say what it did. */
function saveOf(
  { entity, model, field, arithmetic: { operator, amount }, options }: Shape,
  condition: string,
  { derivation: { read } }: Race,
  { saveWhere, hasOwnId, operatorKeys, column }: Idioms,
  source: SourceCode,
): Saved | undefined {
  const text = amount ? source.getText(amount) : '1';
  const computed = column?.({ field, operator, amount: text, table: '', root: '' });
  const { module = '', name = '' } = computed?.imports ?? {};
  const imported = computed?.imports && importValue(source, module, name);
  const value = imported ? computed?.value.replaceAll(name, imported.name) : computed?.value;
  const changes = operatorKeys
    ? `{ ${operatorKeys.increment}: { ${field}: ${operator === '+' ? text : `-${text}`} } }`
    : value && `{ ${field}: ${value} }`;
  const isPlain = !operatorKeys || /^[\w.]+$/.test(text);
  if (!changes || !isPlain || !(hasOwnId ?? isFoundById(read, source))) return undefined;
  const parts = { model, entity: source.getText(entity), changes, condition, options };
  return { call: saveWhere?.(parts), edits: imported?.edits ?? [] };
}
