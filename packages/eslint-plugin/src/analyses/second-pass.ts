import type { TSESTree } from '@typescript-eslint/utils';

import type { WrittenField } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { isInside } from '../effects/value.js';
import { unwrap } from '../syntax/node-shapes.js';
import { givenTo, isEmptied } from './mark.js';
import { partsAbout, questionOf, type Asked } from './questions.js';

/** A test of a column, and the field of the write that changes it. */
export interface Decided extends Asked {
  readonly field: WrittenField;
}

/** Fields that say that a row is no more. */
const GONE = /^(is_?)?(deleted|removed|archived|trashed)(_?(at|on|by|date))?$/i;

/**
 * Whether who comes second passes the test still, or does what was done: a hash that must be there is
 * set to another, what was cleared is cleared again, what was deleted is marked as deleted again.
 */
export function leavesOpen(decided: Decided, model: FileModel): boolean {
  const { derivation, field } = decided;
  if (GONE.test(field.path)) return true;
  const value = givenTo(field);
  return partsAbout(decided, model).every((part) => {
    const question = questionOf(part, derivation);
    if (question === undefined || question.to) return false;
    // What is set inside of it does not tell whether it is there.
    if (field.how === 'assign' && isInside(field.path, derivation.path)) return true;
    if (!question.holds) return value?.type === 'Literal' && !value.value;
    if (value === undefined) return false;
    // Another list may be without the element that was found.
    const isKept = !isInside(derivation.path, field.path) && NAMED.test(value.type);
    return isKept || isSomething(value) || isEmptied(value);
  });
}

const NAMED = /^(Identifier|MemberExpression)$/;

function isSomething(node: TSESTree.Node): boolean {
  if (node.type === 'AwaitExpression') return isSomething(unwrap(node.argument));
  if (node.type === 'Literal') return Boolean(node.value);
  return /^(Call|New|Object|Array)Expression$|^TemplateLiteral$/.test(node.type);
}
