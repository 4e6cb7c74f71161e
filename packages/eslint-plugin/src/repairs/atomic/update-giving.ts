import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import type { WrittenField } from '../../effects/access.js';
import type { Idioms } from '../../effects/idioms.js';
import { removeStatement, type TextEdit } from '../../syntax/edit.js';
import { staticName } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { isChangedElsewhere, isPossiblyDirty } from './entity-changes.js';
import { incrementBy, type Increment, type Shape } from './increment-shape.js';
import { giveRow } from './read-again.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `user.n += 1; await user.save(); return user.n;` becomes one update that gives the row, where the
 * statements before the save are all that the save has to write.
 */
export function updateGiving(
  shape: Shape,
  race: Race,
  idioms: Idioms,
  source: SourceCode,
): TextEdit[] | undefined {
  const { save, entity, options } = shape;
  const model = race.derivation.read.call?.receiverNode;
  if (!idioms.updateGiving || !model || options !== '') return undefined;
  if (isPossiblyDirty(entity, race.derivation.read, save, source)) return undefined;
  const changes = race.write.fields.map((field) => changeBy(field, shape, race, source));
  if (!changes.every((change) => change !== undefined) || !isRun(changes, save)) return undefined;
  const text = idioms.updateGiving({
    entity: source.getText(entity),
    model: source.getText(model),
    increments: changes.flatMap((each) => (each.arithmetic ? [wordsOf(each, source)] : [])),
    sets: changes.flatMap(({ set }) => set ?? []).join(', '),
  });
  const given = giveRow(save, entity, text, race, source);
  return given && [...given, ...changes.map(({ change }) => removeStatement(source, change))];
}

interface Change extends Pick<Increment, 'change' | 'field'> {
  readonly arithmetic?: Increment['arithmetic'];
  /** The property that sets the column, where it is set to a value of its own. */
  readonly set?: string;
}

function wordsOf({ field, arithmetic }: Change, source: SourceCode) {
  const amount = arithmetic?.amount ? source.getText(arithmetic.amount) : '';
  return { field, operator: arithmetic?.operator ?? '+', amount };
}

function changeBy(
  field: WrittenField,
  { save, entity }: Shape,
  race: Race,
  source: SourceCode,
): Change | undefined {
  const increment = incrementBy(field, race, save, source);
  if (increment) return increment;
  const { node, path } = field;
  const change = node.parent;
  if (node.type !== 'AssignmentExpression' || change?.type !== 'ExpressionStatement')
    return undefined;
  const { left, operator, right } = node;
  const isOwn =
    operator === '=' &&
    left.type === 'MemberExpression' &&
    staticName(left) === path &&
    source.getText(left.object) === source.getText(entity);
  if (!isOwn || isChangedElsewhere(change, path, source) || !isOfItself(right, entity, source))
    return undefined;
  return { change, field: path, set: `${path}: ${source.getText(right)}` };
}

/** Whether the value does not depend on the entity, and may be computed a moment later. */
function isOfItself(value: TSESTree.Node, entity: TSESTree.Node, source: SourceCode): boolean {
  const name = source.getText(entity);
  return [...walk(source, value)].every((node) => {
    return !/^(Await|Yield|Assignment|Update)/.test(node.type) && source.getText(node) !== name;
  });
}

/** Whether the changes stand one behind the other before the save, with nothing in between. */
function isRun(changes: readonly Change[], save: TSESTree.Statement): boolean {
  const { parent } = save;
  const body: readonly TSESTree.Node[] = parent.type === 'BlockStatement' ? parent.body : [];
  const own = new Set<TSESTree.Node>(changes.map(({ change }) => change));
  const end = body.indexOf(save);
  return end >= own.size && body.slice(end - own.size, end).every((each) => own.has(each));
}
