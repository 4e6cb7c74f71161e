import type { LibraryEvidence } from '../library-evidence.js';
import type { Library } from '../library.js';
import type { Operation } from '../operation.js';

/** A call as the text shows it: whether it is waited for, what it is called on, its name. */
const CALL =
  /(?:\b(await|return|yield)\s+|(=>)\s*)?(?:(?:[\w$#]+[?!]?\.)*?([\w$#]+)[?!]?\.|(\.))?([\w$]+)\s*(?:<[^<>()]*>)?\s*[(`]/g;

interface Call {
  readonly index: number;
  /** Empty for a call on what another call gives. */
  readonly receiver: string | undefined;
  readonly isAwaited: boolean;
}

type Calls = ReadonlyMap<string, readonly Call[]>;

/** Where the text may write to a store: a writing call of a library that the file may use. */
export function storedSinks(
  text: string,
  libraries: readonly Library[],
  evidence: LibraryEvidence,
): number[] {
  const calls = callsIn(text);
  return libraries.flatMap((library) => sinksOf(library, calls, evidence));
}

function callsIn(text: string): Calls {
  const calls = new Map<string, Call[]>();
  for (const match of text.matchAll(CALL)) {
    const [, awaited, arrow, receiver, dot, name = ''] = match;
    const isAwaited = awaited !== undefined || arrow !== undefined || dot !== undefined;
    const call = { index: match.index, receiver: receiver ?? (dot && ''), isAwaited };
    const known = calls.get(name);
    if (known) known.push(call);
    else calls.set(name, [call]);
  }
  return calls;
}

function sinksOf(library: Library, calls: Calls, evidence: LibraryEvidence): number[] {
  const found = (operation: Operation): Call[] =>
    callsOf(operation, library, calls).filter((call) => {
      return evidence.isPossible(library, operation, call.receiver ?? '');
    });
  const sinks = library.operations.filter(isWriting).flatMap(found);
  if (sinks.length === 0) return [];
  const isRead = library.operations.some((operation) => {
    return isReading(operation) && found(operation).length > 0;
  });
  return isRead ? sinks.map(({ index }) => index) : [];
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

function isWriting({ kind }: Operation): boolean {
  return WRITING.has(kind);
}

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

function callsOf(operation: Operation, library: Library, calls: Calls): Call[] {
  const { method, on, awaited } = operation;
  const named =
    method instanceof RegExp
      ? [...calls].filter(([name]) => method.test(name)).flatMap(([, list]) => list)
      : [method].flat().flatMap((name) => calls.get(name) ?? []);
  // Of no library in particular, an update counts only where it is waited for.
  const isBare = library.packages.length === 0 && operation.kind === 'update';
  return named.filter((call) => {
    const isFunction = call.receiver === undefined;
    if (isFunction !== (on === 'function') && on !== 'any' && on !== 'builder') return false;
    return call.isAwaited || !(awaited === true || isBare);
  });
}
