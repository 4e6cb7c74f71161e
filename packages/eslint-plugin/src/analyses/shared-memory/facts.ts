import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { lastName } from '../../syntax/member-path.js';
import { isLoop, type Loop, staticName } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { isHandlerPlace } from './messages.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** What one walk over a file finds that bears on shared memory. */
export interface Facts {
  readonly source: SourceCode;
  /** `a[i]`, reads and writes alike. */
  readonly elements: TSESTree.MemberExpression[];
  readonly calls: TSESTree.CallExpression[];
  readonly loops: Loop[];
  /** Where a thread gets something: `new Worker(file, { workerData })`, `x.postMessage(...)`. */
  readonly handOvers: TSESTree.Node[];
  /** The values given as `workerData` to threads that are started here. */
  readonly workerData: TSESTree.Node[];
  /** The values that are posted to other threads. */
  readonly posted: TSESTree.Node[];
  /** Names of methods that get messages, as in `port.onmessage = this.take`. */
  readonly handlerMethods: Set<string>;
  /** Whether the text speaks of `SharedArrayBuffer`. */
  readonly isSharedFile: boolean;
}

const facts = new WeakMap<SourceCode, Facts>();

export function factsOf(source: SourceCode): Facts {
  let known = facts.get(source);
  if (!known) {
    known = {
      source,
      elements: [],
      calls: [],
      loops: [],
      handOvers: [],
      workerData: [],
      posted: [],
      handlerMethods: new Set(),
      isSharedFile: source.text.includes('SharedArrayBuffer'),
    };
    for (const node of walk(source, source.ast)) note(known, node);
    facts.set(source, known);
  }
  return known;
}

function note(found: Facts, node: TSESTree.Node): void {
  if (isLoop(node)) found.loops.push(node);
  if (node.type === 'MemberExpression') noteMember(found, node);
  if (node.type === 'CallExpression') noteCall(found, node);
  if (node.type === 'Property' && staticName(node) === 'workerData') noteWorkerData(found, node);
}

function noteWorkerData(found: Facts, { parent, value }: TSESTree.Property): void {
  if (parent.parent?.type !== 'NewExpression') return;
  found.workerData.push(value);
  found.handOvers.push(parent.parent);
}

function noteMember(found: Facts, node: TSESTree.MemberExpression): void {
  if (node.computed) found.elements.push(node);
  const name = node.object.type === 'ThisExpression' ? staticName(node) : undefined;
  if (name !== undefined && isHandlerPlace(node)) found.handlerMethods.add(name);
}

function noteCall(found: Facts, node: TSESTree.CallExpression): void {
  found.calls.push(node);
  if (lastName(node.callee) !== 'postMessage') return;
  const [value] = node.arguments;
  found.handOvers.push(node);
  if (value) found.posted.push(value);
}
