import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { lastName } from '../../syntax/member-path.js';
import { LOOPS, type Loop, staticName } from '../../syntax/node-shapes.js';
import { nodesOfType } from '../../syntax/walk.js';
import { isHandlerPlace } from './messages.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** What in a file bears on shared memory. */
export interface Facts {
  readonly source: SourceCode;
  /** `a[i]`, reads and writes alike. */
  readonly elements: readonly TSESTree.MemberExpression[];
  readonly calls: readonly TSESTree.CallExpression[];
  readonly loops: readonly Loop[];
  /** Where a thread gets something: `new Worker(file, { workerData })`, `x.postMessage(...)`. */
  readonly handOvers: readonly TSESTree.Node[];
  /** The values given as `workerData` to threads that are started here. */
  readonly workerData: readonly TSESTree.Node[];
  /** The values that are posted to other threads. */
  readonly posted: readonly TSESTree.Node[];
  /** Names of methods that get messages, as in `port.onmessage = this.take`. */
  readonly handlerMethods: ReadonlySet<string>;
  /** Whether the text speaks of `SharedArrayBuffer`. */
  readonly isSharedFile: boolean;
}

const facts = new WeakMap<SourceCode, Facts>();

export function factsOf(source: SourceCode): Facts {
  let known = facts.get(source);
  if (!known) {
    known = findFacts(source);
    facts.set(source, known);
  }
  return known;
}

function findFacts(source: SourceCode): Facts {
  const calls = nodesOfType(source, 'CallExpression');
  const members = nodesOfType(source, 'MemberExpression');
  const given = nodesOfType(source, 'Property').filter(isWorkerData);
  const posts = calls.filter(({ callee }) => lastName(callee) === 'postMessage');
  return {
    source,
    elements: members.filter(({ computed }) => computed),
    calls,
    loops: [...LOOPS].flatMap((type) => nodesOfType(source, type)),
    handOvers: [...given.map(({ parent }) => parent.parent), ...posts],
    workerData: given.map(({ value }) => value),
    posted: posts.flatMap(({ arguments: [value] }) => value ?? []),
    handlerMethods: new Set(members.flatMap((node) => handlerMethod(node) ?? [])),
    isSharedFile: source.text.includes('SharedArrayBuffer'),
  };
}

/** `workerData` of `new Worker(file, { workerData })` */
function isWorkerData(node: TSESTree.Property): boolean {
  return staticName(node) === 'workerData' && node.parent.parent?.type === 'NewExpression';
}

/** `take` of `port.onmessage = this.take` */
function handlerMethod(node: TSESTree.MemberExpression): string | undefined {
  const name = node.object.type === 'ThisExpression' ? staticName(node) : undefined;
  return name !== undefined && isHandlerPlace(node) ? name : undefined;
}
