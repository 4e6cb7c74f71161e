import type { LibraryEvidence } from '../library-evidence.js';
import type { Library } from '../library.js';
import type { Operation } from '../operation.js';
import { operationsOf, type OperationTable, type TableEntry } from '../operation-table.js';

/** A name that is called, with or without types, or in front of a template. */
const CALLED = /(?<![\w$])[\w$]+(?=(?:\s*<[^<>()]*>)?\s*[(`])/g;

/** What stands before such a name: whether the call is waited for, and what it is called on. */
const BEFORE =
  /(?<=(?:\b(await|return|yield)\s+|(=>)\s*)?(?:(?:[\w$#]+[?!]?\.)*([\w$#]+)[?!]?\.|(\.))?)/y;

/** A call as the text shows it. */
interface Call {
  readonly index: number;
  /** Empty for a call on what another call gives. */
  readonly receiver: string | undefined;
  readonly isAwaited: boolean;
}

/** Where the text may write to a store: a writing call of a library that the file may use. */
export function storedSinks(
  text: string,
  libraries: readonly Library[],
  evidence: LibraryEvidence,
): number[] {
  const sinks = new Map<Library, number[]>();
  const read = new Set<Library>();
  for (const [call, { library, operation }] of possibleCalls(text, libraries, evidence)) {
    if (isReading(operation)) read.add(library);
    if (WRITING.has(operation.kind)) {
      const known = sinks.get(library);
      if (known) known.push(call.index);
      else sinks.set(library, [call.index]);
    }
  }
  return [...sinks].flatMap(([library, places]) => (read.has(library) ? places : []));
}

/** The calls of the text that may be operations, as far as their names and receivers tell. */
function* possibleCalls(
  text: string,
  libraries: readonly Library[],
  evidence: LibraryEvidence,
): Generator<readonly [Call, TableEntry]> {
  const table = operationsOf(libraries);
  for (const { 0: name, index } of text.matchAll(CALLED)) {
    let call: Call | undefined;
    for (const entry of operationsNamed(name, table)) {
      call ??= callAt(index, text);
      const isPossible = evidence.isPossible(entry.library, entry.operation, call.receiver ?? '');
      if (isPossible && mayBe(entry, call)) yield [call, entry];
    }
  }
}

function* operationsNamed(name: string, table: OperationTable): Iterable<TableEntry> {
  yield* table.called(name);
  yield* table.built(name);
}

function callAt(index: number, text: string): Call {
  BEFORE.lastIndex = index;
  const [, awaited, arrow, receiver, dot] = BEFORE.exec(text) ?? [];
  const isAwaited = awaited !== undefined || arrow !== undefined || dot !== undefined;
  return { index, receiver: receiver ?? (dot && ''), isAwaited };
}

function mayBe({ library, operation: { kind, on, awaited } }: TableEntry, call: Call): boolean {
  const isFunction = call.receiver === undefined;
  if (isFunction !== (on === 'function') && on !== 'any' && on !== 'builder') return false;
  // Of no library in particular, an update counts only where it is waited for.
  const isBare = library.packages.length === 0 && kind === 'update';
  return call.isAwaited || !(awaited === true || isBare);
}

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
