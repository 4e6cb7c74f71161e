import type { TSESLint } from '@typescript-eslint/utils';
import { typeEvidence } from '../../effects/type-evidence.js';
import type { Access } from './access.js';
import { Evaluator } from './evaluate.js';
import { findAccesses } from './find-accesses.js';
import { findClaim, findSplitWait } from './find-claims.js';
import { findSignal } from './find-signals.js';
import { findSpins } from './find-spins.js';
import { findUpdate } from './find-updates.js';
import { isUnderLock } from './lock-region.js';
import { isPartition } from './partition.js';
import type { SharedMemoryRace } from './race.js';
import { isSingleWriter } from './single-writer.js';
import { isUnshared } from './unshared.js';

/**
 * The updates of memory shared between threads that can lose one, or be lost; `trustsMessages`
 * takes every buffer that another thread sent for shared.
 */
export function findSharedMemoryRaces(
  source: Readonly<TSESLint.SourceCode>,
  { trustsMessages }: { readonly trustsMessages: boolean },
): readonly SharedMemoryRace[] {
  const evaluator = new Evaluator(source, trustsMessages);
  const accesses = findAccesses(evaluator, typeEvidence(source));
  const isExposed = (race: SharedMemoryRace): boolean =>
    !isUnshared(evaluator.facts, race.access) &&
    !isPartition(evaluator, race) &&
    !isUnderLock(evaluator.facts, accesses, race.access);
  const writes = accesses
    .map((access) => raceAt(evaluator, accesses, access))
    .filter((race) => race !== undefined)
    .filter(isExposed);
  const spins = findSpins(evaluator.facts, accesses).filter(isExposed);
  return [...writes, ...spins.filter((spin) => !isCured(writes, spin))];
}

function raceAt(
  { source, facts }: Evaluator,
  accesses: readonly Access[],
  access: Access,
): SharedMemoryRace | undefined {
  if (isSingleWriter(facts, accesses, access)) return undefined;
  return (
    findUpdate(source, accesses, access) ??
    findClaim(source, accesses, access) ??
    findSplitWait(accesses, access) ??
    findSignal(accesses, access)
  );
}

/** A loop that waits for a cell and a write behind it are one race, told at the write. */
function isCured(races: readonly SharedMemoryRace[], spin: SharedMemoryRace): boolean {
  return races.some((race) => {
    const test = 'test' in race ? race.test : undefined;
    return test !== undefined && spin.node === test.statement;
  });
}

/** One look at the text: without these words no memory is shared that this analysis can see. */
export function mayShareMemory(source: Readonly<TSESLint.SourceCode>): boolean {
  const { text } = source;
  if (HINT.test(text)) return true;
  return WRITE.test(text) && typeEvidence(source) !== undefined;
}

const HINT =
  /SharedArrayBuffer|\bAtomics\b|\bworkerData\b|\bonmessage\b|['"]message['"]|WebAssembly/;
const WRITE = /\]!?\s*(?:\+\+|--|[-+|&^]?=[^=])|(?:\+\+|--)[\w.#]+\[/;
