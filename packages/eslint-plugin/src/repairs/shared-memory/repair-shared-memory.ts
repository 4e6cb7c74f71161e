import type { TSESLint } from '@typescript-eslint/utils';
import type { SharedMemoryRace } from '../../analyses/shared-memory/race.js';
import { VIEW_CLASSES } from '../../analyses/shared-memory/value.js';
import type { Repair } from '../repair.js';
import { claimAtomically } from './claim-atomically.js';
import type { Cure } from './cure.js';
import { loadAtomically, storeAtomically } from './load-and-store.js';
import { replaceStaleStore } from './replace-stale-store.js';
import { waitAndTake } from './wait-and-take.js';
import { updateAtomically } from './update-atomically.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** The repairs of a race on shared memory; none where `Atomics` cannot do it in one step. */
export function repairSharedMemory(source: SourceCode, race: SharedMemoryRace): readonly Repair[] {
  const array = race.access.cell.value?.array;
  if (array !== undefined && !VIEW_CLASSES.get(array)) return [];
  const found = editsFor(source, race);
  return found ? [{ kind: 'atomics', label: found.label, edits: found.edits }] : [];
}

function editsFor(source: SourceCode, race: SharedMemoryRace): Cure | undefined {
  switch (race.kind) {
    case 'update':
      return updateAtomically(source, race);
    case 'stale-store':
      return replaceStaleStore(source, race);
    case 'claim':
      return claimAtomically(source, race);
    case 'spin':
      return loadAtomically(source, race);
    case 'signal':
      return storeAtomically(source, race);
    case 'split-wait':
      return waitAndTake(source, race);
  }
}
