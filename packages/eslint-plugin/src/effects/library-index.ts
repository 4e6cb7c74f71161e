import type { TSESTree } from '@typescript-eslint/utils';

import type { Evidence } from './access.js';
import { functionOf, type Argument, type BuiltChain, type CallSite } from './call-site.js';
import { Chains, type Chain, type ChainCall } from './chain.js';
import { hasTable, isTransaction } from './built-resource.js';
import { evaluate, operandValue } from './evaluate.js';
import type { Frame } from './frame.js';
import { isAwaited } from './invoke.js';
import type { Library } from './library.js';
import type { Operation, ReceiverKind } from './operation.js';
import { operationsOf, type OperationTable, type TableEntry } from './operation-table.js';
import type { LibraryEvidence } from './library-evidence.js';
import type { Scopes } from './scopes.js';
import { isWholeRow } from './resource-of.js';
import { hasPart, isSaid, select } from './select.js';
import { sqlTextOf } from './sql-text.js';
import type { State } from './state.js';
import { literalText, type Value } from './value.js';

export interface Match {
  readonly library: Library;
  readonly operation: Operation;
  readonly evidence: Evidence;
  /** The call; of a chain, with all its calls. */
  readonly site: CallSite;
}

type RankedMatch = Match & { readonly rank: number };

/** The libraries that a file may use, by the methods of their operations. */
export class LibraryIndex {
  readonly #operations: OperationTable;
  readonly #evidence: LibraryEvidence;
  readonly #chains: Chains;
  readonly #builtBy = new WeakMap<Chain, readonly TableEntry[]>();

  constructor(libraries: readonly Library[], evidence: LibraryEvidence, scopes: Scopes) {
    this.#operations = operationsOf(libraries);
    this.#evidence = evidence;
    this.#chains = new Chains(scopes);
  }

  /** The operation that the call is, by the best evidence; earlier libraries win a tie. */
  match(site: CallSite, frame: Frame, state: State): Match | 'part-of-chain' | undefined {
    const built = this.#matchChain(site, frame, state);
    if (built === 'part-of-chain') return built;
    const called = this.#matchCall(site, frame, state);
    return built && built.rank >= (called?.rank ?? 0) ? built : called;
  }

  #matchCall(site: CallSite, frame: Frame, state: State): RankedMatch | undefined {
    let best: RankedMatch | undefined;
    for (const { library, operation } of this.#operations.called(site.method ?? functionOf(site))) {
      const rank = this.#evidence.rank(library, operation, site);
      if (rank === 0 || (best && best.rank >= rank)) continue;
      if (!fits(operation, site, frame, state)) continue;
      best = { library, operation, rank, site, evidence: evidenceOf(rank) };
    }
    return best?.evidence === 'shape' ? this.#byType(best, frame, state) : best;
  }

  /** What types make of a match by its shape: a library with its name, nothing at all, or the same. */
  #byType(shape: RankedMatch, frame: Frame, state: State): RankedMatch | undefined {
    const { site } = shape;
    const packages = declaringPackages(site, frame);
    if (packages.length === 0) return shape;
    for (const { library, operation } of this.#operations.called(site.method ?? '')) {
      const isDeclared = library.packages.some((name) => packages.includes(name));
      if (!isDeclared || !fits(operation, site, frame, state)) continue;
      return { library, operation, rank: BY_TYPE, site, evidence: 'type' };
    }
    return isOfNoLibrary(shape) ? undefined : shape;
  }

  /** A statement that a chain builds is made at the outermost call; the others only prepare it. */
  #matchChain(
    { node, ...site }: CallSite,
    frame: Frame,
    state: State,
  ): RankedMatch | 'part-of-chain' | undefined {
    if (node.type !== 'CallExpression') return undefined;
    const chain = this.#chains.at(node);
    let best: RankedMatch | undefined;
    for (const { library, operation } of this.#built(chain)) {
      const rank = this.#evidence.rankOfChain(library, operation, chain.root);
      if (rank === 0 || (best && best.rank >= rank)) continue;
      const built = { node, ...site, chain: builtChain(chain, frame, state) };
      if (!isBuilt(library, operation, built, frame, state)) continue;
      if (node !== chain.outermost) return 'part-of-chain';
      best = { library, operation, rank, site: built, evidence: evidenceOf(rank) };
    }
    return best;
  }

  /** The operations of builders all of whose calls are in the chain, in the order of the libraries. */
  #built(chain: Chain): readonly TableEntry[] {
    const known = this.#builtBy.get(chain) ?? this.#findBuilt(chain);
    this.#builtBy.set(chain, known);
    return known;
  }

  #findBuilt({ calls }: Chain): TableEntry[] {
    const names = new Set(calls.map(({ name }) => name));
    const found = new Set([...names].flatMap((name) => this.#operations.built(name)));
    const whole = [...found].filter(({ operation }) => {
      const isWhole = (operation.with ?? []).every((name) => names.has(name));
      return isWhole && !(operation.without ?? []).some((name) => names.has(name));
    });
    return whole.sort((a, b) => a.order - b.order);
  }
}

/** Whether the chain names a table, or an operation that needs none is all there. */
function isBuilt(
  { builder }: Library,
  operation: Operation,
  site: CallSite,
  frame: Frame,
  state: State,
): boolean {
  if (operation.kind === 'sql') return sqlTextOf(site, operation.text, frame) !== undefined;
  if (!isPresent(operation, site, frame, state)) return false;
  if (operation.saying && !isSaid(operation.saying, site, state)) return false;
  const isElsewhere = operation.model !== undefined || operation.kind === 'transaction';
  return isElsewhere || (builder !== undefined && hasTable(site, builder));
}

/** Above all that names tell. */
const BY_TYPE = 5;

/** The packages that declare the method; a file that is only followed asks for none. */
function declaringPackages({ node, method }: CallSite, { run, site }: Frame): readonly string[] {
  if (site || method === undefined || node.type !== 'CallExpression') return [];
  return run.others?.packagesOf(node, run.source) ?? [];
}

/** Whether only the name of the method made a stored entity of the object. */
function isOfNoLibrary({ library, operation }: Match): boolean {
  return library.packages.length === 0 && /^(persist|update|reload)$/.test(operation.kind);
}

function evidenceOf(rank: number): Evidence {
  return rank > 2 ? 'import' : 'shape';
}

function builtChain({ root, calls }: Chain, frame: Frame, state: State): BuiltChain {
  const evaluated = ({ name, node }: ChainCall): BuiltChain['calls'][number] => ({
    name,
    args: node.arguments.map((argument) => ({
      node: argument,
      value: valueOfArgument(argument, frame, state),
    })),
  });
  const value = operandValue(root, frame, state);
  return { root: { node: root, value }, calls: calls.map(evaluated) };
}

/** A call outside of the function, `const users = db('users')`, has literals only. */
function valueOfArgument(node: TSESTree.Node, frame: Frame, state: State): Value {
  return node.type === 'Literal' ? evaluate(node, frame, state) : operandValue(node, frame, state);
}

function fits(operation: Operation, site: CallSite, frame: Frame, state: State): boolean {
  if (!isReceiver(operation.on, site)) return false;
  // `rows.find((row) => …)` is the array's.
  if (operation.kind === 'read' && takesFunctionFirst(site)) return false;
  if (operation.awaited !== undefined && operation.awaited !== isAwaited(site.node)) return false;
  // A field is set at once; what is waited for goes to a store.
  if (operation.kind.endsWith('-field') && isAwaited(site.node)) return false;
  if (operation.saying && !isSaid(operation.saying, site, state)) return false;
  if (operation.kind === 'sql') return sqlTextOf(site, operation.text, frame) !== undefined;
  if (/-field$/.test(operation.kind) && isShared(site)) return false;
  if (operation.kind === 'update' && isWholeRow(operation)) {
    return isLiteral(site.args[0]) && entityArgument(site, state) === undefined;
  }
  if (operation.kind === 'persist') {
    // `entity.save(done)` gives a callback, whatever it is called.
    const given = entityArgument(site, state);
    const isGiven = given !== undefined && !isCopyOfRow(site);
    if (isGiven !== (operation.entity === 'argument')) return false;
    if (operation.loaded === true && !(given && isLoaded(given, state))) return false;
  }
  return isPresent(operation, site, frame, state);
}

/** Whether the call has the part that makes it this operation, if there is one. */
function isPresent(operation: Operation, site: CallSite, frame: Frame, state: State): boolean {
  const { present, presentSaying } = operation;
  if (!present) return true;
  if (!hasPart(site, present, frame, state)) return false;
  const text = literalText(select(site, present, frame, state)?.symbol);
  return presentSaying === undefined || text === undefined || presentSaying.test(text);
}

function isReceiver(kind: ReceiverKind, { receiver, receiverNode }: CallSite): boolean {
  if (kind === 'any') return true;
  if (kind === 'function') return receiverNode === undefined;
  if (!receiver || !receiverNode) return false;
  if (kind === 'transaction') return isTransaction({ node: receiverNode, value: receiver });
  const isEntity = [...receiver.places].some(({ object, path, list }) => {
    if (list) return false;
    if (object.origin === 'shared') return path !== '' || object.name === 'this';
    return !/^(handle|class|literal)$/.test(object.origin);
  });
  return kind === 'entity' ? isEntity : !isCopy(receiver);
}

function takesFunctionFirst({ args }: CallSite): boolean {
  return (args[0]?.value.functions.size ?? 0) > 0;
}

/** Whether it is called on what all callers share: a store, and no row of it. */
function isShared({ receiver }: CallSite): boolean {
  return [...(receiver?.places ?? [])].some(({ object }) => object.origin === 'shared');
}

/** Whether a row is written out: `{ ...user, n: 1 }`. */
function isLiteral(argument: Argument | undefined): boolean {
  const places = [...(argument?.value.places ?? [])];
  return places.length > 0 && places.every(({ object }) => object.origin === 'literal');
}

function isCopyOfRow({ receiver }: CallSite): boolean {
  return receiver !== undefined && isCopy(receiver);
}

function isLoaded({ value }: Argument, { loads }: State): boolean {
  return [...value.places].some(({ object, path }) => path === '' && loads.has(object));
}

/** The first argument that may be the copy of a row, or a list of such; literals hold options. */
export function entityArgument({ args }: CallSite, state: State): Argument | undefined {
  const given = args.map(({ node, value }) => ({ node, value: entitiesIn(value, state) }));
  return given.find(({ value }) => {
    return [...value.places].some(({ object }) => !/^(handle|class|literal)$/.test(object.origin));
  });
}

/** `save([from, to])`: what a list that is written here holds is what is given. */
function entitiesIn(value: Value, { settings }: State): Value {
  const places = [...value.places].flatMap((place) => {
    const { origin, node } = place.object;
    if (origin !== 'literal' || node.type !== 'ArrayExpression') return [place];
    const held = [...(settings.get(place.object)?.values() ?? [])];
    return held.flatMap((element) => [...element.value.places]);
  });
  return { ...value, places: new Set(places) };
}

/** Whether the value is surely the in-memory copy of a row, so that no model's method is called. */
function isCopy(receiver: Value): boolean {
  for (const { object, list } of receiver.places) {
    if (
      !list &&
      (object.origin === 'stored' || object.origin === 'created') &&
      object.resource?.library
    ) {
      return true;
    }
  }
  return false;
}
