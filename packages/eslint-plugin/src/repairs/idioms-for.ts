import type { Race } from '../analyses/race.js';
import type { Idioms } from '../effects/idioms.js';
import { lastName } from '../syntax/member-path.js';

/** The idioms of the race's library; none where too little tells that it is this library. */
export function idiomsFor({ write, derivation }: Race): Idioms | undefined {
  const idioms = write.library?.idioms;
  // A write of an entity that a read gave knows its library from the read.
  const { evidence } = derivation.read.call ? derivation.read : write;
  if (!idioms?.models || evidence !== 'shape') return idioms;
  const model = derivation.read.call?.receiverNode ?? write.call?.receiverNode;
  return model && idioms.models.test(lastName(model) ?? '') ? idioms : undefined;
}
