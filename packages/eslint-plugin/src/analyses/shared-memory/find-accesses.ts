import type { TSESTree } from '@typescript-eslint/utils';
import type { TypeEvidence } from '../../effects/type-evidence.js';
import { wrapped } from '../../syntax/node-shapes.js';
import { type Access, atomicCall, dataViewAccess, isDataViewCall, plainAccess } from './access.js';
import { cellAt, viewKey } from './cell.js';
import type { Evaluator } from './evaluate.js';
import type { View } from './value.js';

/** The reads and writes of cells in shared memory, in the order of the text. */
export function findAccesses(evaluator: Evaluator, types: TypeEvidence | undefined): Access[] {
  const { facts } = evaluator;
  const views = new KnownViews(evaluator, types);
  const atomic = facts.calls.map((node) => atomicAccess(evaluator, views, node));
  for (const { object } of facts.elements.filter(isWritten)) views.ask(object);
  const plain = facts.elements.map((node) => elementAccess(evaluator, views, node));
  const data = facts.calls.map((node) => callAccess(evaluator, views, node));
  return [...atomic, ...plain, ...data]
    .filter((access) => access !== undefined)
    .sort((a, b) => a.node.range[0] - b.node.range[0]);
}

function atomicAccess(
  { facts }: Evaluator,
  views: KnownViews,
  node: TSESTree.CallExpression,
): Access | undefined {
  const call = atomicCall(node);
  if (!call) return undefined;
  const cell = cellAt(facts, call.view, call.index, views.useAtomically(call.view));
  return cell && { kind: call.kind, cell, node, ...(call.value && { value: call.value }) };
}

function elementAccess(
  { facts }: Evaluator,
  views: KnownViews,
  node: TSESTree.MemberExpression,
): Access | undefined {
  const known = views.find(node.object) ?? views.findSent(node);
  if (!known || known.value?.array === 'DataView') return undefined;
  const cell = cellAt(facts, node.object, node.property, known.value);
  return cell && plainAccess(cell, node);
}

function callAccess(
  { facts }: Evaluator,
  views: KnownViews,
  node: TSESTree.CallExpression,
): Access | undefined {
  const [index] = node.arguments;
  if (!index || node.callee.type !== 'MemberExpression' || !isDataViewCall(node)) return undefined;
  const known = views.find(node.callee.object);
  if (known?.value?.array !== 'DataView') return undefined;
  const cell = cellAt(facts, node.callee.object, index, known.value);
  return cell && dataViewAccess(cell, node);
}

function isWritten(node: TSESTree.MemberExpression): boolean {
  const outer = wrapped(node);
  const { parent } = outer;
  return (
    parent?.type === 'UpdateExpression' ||
    (parent?.type === 'AssignmentExpression' && parent.left === outer)
  );
}

/** The class of a view that nothing names. */
const UNKNOWN = '';

interface Known {
  readonly value: View | undefined;
}

/** The views that are shared: by what they are made of, by their use with `Atomics`, or by type. */
class KnownViews {
  readonly #evaluator: Evaluator;
  readonly #types: TypeEvidence | undefined;
  readonly #known = new Map<string, Known>();

  constructor(evaluator: Evaluator, types: TypeEvidence | undefined) {
    this.#evaluator = evaluator;
    this.#types = types;
  }

  /** Takes the view for shared, because `Atomics` is used on it. */
  useAtomically(node: TSESTree.Node): View | undefined {
    const value = this.#view(node);
    this.#known.set(this.#key(node), { value });
    return value;
  }

  find(node: TSESTree.Node): Known | undefined {
    const known = this.#known.size === 0 ? undefined : this.#known.get(this.#key(node));
    if (known) return known;
    const value = this.#view(node);
    return value?.isShared ? { value } : undefined;
  }

  /** What another thread sent, where its elements are used and nothing tells what it is made of. */
  findSent({ object, property }: TSESTree.MemberExpression): Known | undefined {
    const value = this.#evaluator.evaluate(object);
    const isSent = value?.kind === 'message' && this.#evaluator.isSharedMessage(value, property);
    return isSent
      ? { value: { kind: 'view', array: UNKNOWN, isShared: true, isWasm: false } }
      : undefined;
  }

  /** Asks the type checker where the text alone does not tell. */
  ask(node: TSESTree.Node): void {
    if (!this.#types || this.find(node)) return;
    const array = this.#types.sharedViewOf(node);
    if (array === undefined) return;
    this.#known.set(this.#key(node), {
      value: { kind: 'view', array, isShared: true, isWasm: false },
    });
  }

  #view(node: TSESTree.Node): View | undefined {
    const value = this.#evaluator.evaluate(node);
    return value?.kind === 'view' ? value : undefined;
  }

  #key(node: TSESTree.Node): string {
    return viewKey(this.#evaluator.source, node);
  }
}
