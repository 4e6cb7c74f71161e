import type { TSESTree } from '@typescript-eslint/utils';

import type { DerivedWrite } from '../analyses/race.js';
import type { Idioms } from '../effects/idioms.js';
import { lastName } from '../syntax/member-path.js';
import { staticName } from '../syntax/node-shapes.js';

/** What stands under `$set` is in the words of a document store, whoever hands it on. */
const OPERATORS: Idioms = { operatorKeys: { set: '$set', increment: '$inc', append: '$push' } };

/** The idioms of the race's library; none where too little tells that it is this library. */
export function idiomsFor({ write, derivation, field }: DerivedWrite): Idioms | undefined {
  const idioms = write.library?.idioms;
  if (isUnderSet(field.node) && !idioms?.operatorKeys) return OPERATORS;
  // A write of an entity that a read gave knows its library from the read.
  const { evidence } = derivation.read.call ? derivation.read : write;
  if (!idioms?.models || evidence !== 'shape') return idioms;
  const model = derivation.read.call?.receiverNode ?? write.call?.receiverNode;
  return model && idioms.models.test(lastName(model) ?? '') ? idioms : undefined;
}

/** Whether the column stands in the object of `{ $set: { … } }`. */
function isUnderSet(node: TSESTree.Node): boolean {
  const holder = node.type === 'Property' ? node.parent.parent : undefined;
  return holder?.type === 'Property' && staticName(holder) === '$set';
}
