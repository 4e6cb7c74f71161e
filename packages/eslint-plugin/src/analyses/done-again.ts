import type { Write, WrittenField } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { lastName } from '../syntax/member-path.js';
import type { TSESTree } from '@typescript-eslint/utils';
import { unwrap } from '../syntax/node-shapes.js';
import { hasEffectsBeside } from './effects-beside.js';
import { givenTo, isEmptied, isMark } from './mark.js';
import { partsAbout, questionOf } from './questions.js';
import type { Decided } from './second-pass.js';

/** Columns by which something is taken: whoever may set one goes on to have it. */
const TAKING =
  /used|usage|redeem|claim|taken|consum|spent|book|reserv|sold|free|avail|paid|assign|lock|lease|award|grant|refund|charg|withdr|credit|balance|stock|seat|quota|winner|owner/i;

/**
 * Whether who comes second sets the marks that are set already, with nobody the worse: the test asks
 * for nothing but what the write makes true, and nothing else is done beside.
 */
export function isDoneAgain(decided: Decided, write: Write, model: FileModel): boolean {
  const { fact, field } = decided;
  const given = givenTo(field);
  const names = [...write.fields.map(({ path }) => path), given ? termOf(given) : undefined];
  if (names.some((name) => name !== undefined && TAKING.test(name))) return false;
  if (!write.fields.every((each) => each === field || isMarkField(each, model))) return false;
  return asksForIt(decided, model) && !hasEffectsBeside(fact, write, model);
}

function isMarkField(field: WrittenField, { scopes }: FileModel): boolean {
  const value = field.how === 'assign' ? givenTo(field) : undefined;
  return value !== undefined && isMark(value, scopes);
}

/** Whether all that the test asks of the column is whether it is as the write makes it. */
function asksForIt(decided: Decided, model: FileModel): boolean {
  const value = decided.field.how === 'assign' ? givenTo(decided.field) : undefined;
  if (value === undefined) return false;
  if (isEmptied(value)) return true;
  return partsAbout(decided, model).every((part) => {
    const question = questionOf(part, decided.derivation);
    if (question?.to) return !question.holds && isAlike(question.to, value);
    return question?.holds === isFalse(value) && isMark(value, model.scopes);
  });
}

function isFalse(value: TSESTree.Node): boolean {
  return value.type === 'Literal' && !value.value;
}

/** Whether both name one constant or one variable: `'done'`, `Status.DONE` and `DONE` are alike. */
function isAlike(left: TSESTree.Node, right: TSESTree.Node): boolean {
  const [one, other] = [left, right].map((node) => termOf(unwrap(node)));
  return one !== undefined && one === other;
}

function termOf(node: TSESTree.Node): string | undefined {
  return node.type === 'Literal' ? String(node.value).toLowerCase() : lastName(node)?.toLowerCase();
}
