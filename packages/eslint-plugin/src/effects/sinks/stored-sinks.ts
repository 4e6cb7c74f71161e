import type { LibraryEvidence } from '../library-evidence.js';
import type { Library } from '../library.js';
import type { Operation } from '../operation.js';
import type { OperationTable, TableEntry } from '../operation-table.js';
import { surroundingsOf, type Surroundings, type TextCall } from './text-calls.js';

/** Where the text may write to a store: a writing call of a library that the file may use. */
export function storedSinks(
  calls: readonly TextCall[],
  text: string,
  table: OperationTable,
  evidence: LibraryEvidence,
): number[] {
  const sinks = new Map<Store, number[]>();
  const read = new Set<Store>();
  for (const call of calls) {
    for (const { library, operation } of possibleOperations(call, text, table, evidence)) {
      const store = library.packages.length === 0 ? 'some' : library;
      if (isReading(operation)) read.add(store);
      if (WRITING.has(operation.kind)) {
        const known = sinks.get(store);
        if (known) known.push(call.index);
        else sinks.set(store, [call.index]);
      }
    }
  }
  return [...sinks].flatMap(([store, places]) => (read.has(store) ? places : []));
}

/** What is of no library in particular may be read in one way and written in another. */
type Store = Library | 'some';

/** What the call may be, as far as its name and its receiver tell. */
function possibleOperations(
  call: TextCall,
  text: string,
  table: OperationTable,
  evidence: LibraryEvidence,
): TableEntry[] {
  const around = surroundingsOf(call, text);
  if (around.receiver !== undefined && OF_THE_LANGUAGE.has(around.receiver)) return [];
  return [...table.called(call.name), ...table.built(call.name)].filter((entry) => {
    const { library, operation } = entry;
    return evidence.isPossible(library, operation, around.receiver ?? '') && mayBe(entry, around);
  });
}

function mayBe(
  { library, operation: { kind, on, awaited } }: TableEntry,
  call: Surroundings,
): boolean {
  const isFunction = call.receiver === undefined;
  if (isFunction !== (on === 'function') && on !== 'any' && on !== 'builder') return false;
  // Of no library in particular, an update counts only where it is waited for.
  const isBare = library.packages.length === 0 && kind === 'update';
  return call.isAwaited || !(awaited === true || isBare);
}

/** Nobody's store: `Promise.all`, `Object.create`. */
const OF_THE_LANGUAGE: ReadonlySet<string> = new Set([
  'Array',
  'JSON',
  'Math',
  'Object',
  'Promise',
]);

const WRITING: ReadonlySet<Operation['kind']> = new Set([
  'persist',
  'flush',
  'update',
  'expression',
  'put',
  'create',
  'atomic',
  'sql',
]);

/** An entity that is saved or updated may have been read elsewhere. */
function isReading({ kind, on }: Operation): boolean {
  return (
    kind === 'read' ||
    kind === 'reload' ||
    kind === 'sql' ||
    kind === 'flush' ||
    kind === 'persist' ||
    (kind === 'update' && on === 'entity')
  );
}
