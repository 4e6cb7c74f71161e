import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Fact, Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { ancestors, enclosingFunction, isInside } from '../syntax/enclosing.js';
import { functionName } from '../syntax/function-name.js';
import { lastName } from '../syntax/member-path.js';
import { isNothing, statementsOf, unwrap } from '../syntax/node-shapes.js';
import { nodesOfType, walk } from '../syntax/walk.js';
import { hasLifetime, startsSomething } from './lifetime.js';
import { isInShutdown } from './is-in-shutdown.js';
import { givenValue, targetOf } from './memory-target.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * What two callers that both pass the test do:
 *
 * - `twice`: make two of what has a lifetime: a connection, a process, a timer;
 * - `identity`: give callers two objects where they go on to change the one;
 * - `passed`: run both what the flag, or the pause since the last time, is to keep apart;
 * - `dropped`: forget a newer one that was made in between;
 * - `none`: do the same work again, with the same outcome.
 */
export type Harm = 'twice' | 'identity' | 'passed' | 'dropped' | 'none';

interface Tested {
  readonly fact: Fact;
  readonly write: Write;
}

/** What the race does; `undefined` where nothing is done again, or only a row is read again. */
export function harmOf({ fact, write }: Tested, model: FileModel): Harm | undefined {
  const { source } = model;
  const value = givenValue(write, source);
  const isInOne = enclosingFunction(fact.test) === enclosingFunction(write.node);
  const again = isInOne ? 'none' : undefined;
  if (isCleared(value) || isRemoval(write))
    return isDropped({ fact, write }, model) ? 'dropped' : undefined;
  if (isFlag(write, value)) return isHarmfulFlag({ fact, write }, source) ? 'passed' : again;
  if (isNow(value)) return isThrottle({ fact, write }, model) ? 'passed' : again;
  if (value && hasLifetime(value, targetOf(write), source)) return isInOne ? 'twice' : undefined;
  if (isInOne && isIdentity(write, value, model)) return 'identity';
  return isCopyOfRow(write) ? undefined : again;
}

function isCopyOfRow({ fields }: Write): boolean {
  return fields.some(({ value }) => {
    return [...value.derivations].some(({ read }) => read.operation?.kind === 'read');
  });
}

function isCleared(value: TSESTree.Node | undefined): boolean {
  if (value === undefined) return false;
  return isNothing(value) || (value.type === 'Literal' && value.value === false);
}

function isRemoval({ node }: Write): boolean {
  return node.type === 'CallExpression' && /^(delete|clear)$/.test(lastName(node.callee) ?? '');
}

/** Whether what was there is closed and forgotten, while another function makes a new one on demand. */
function isDropped({ fact, write }: Tested, { writes, source }: FileModel): boolean {
  if (fact.outcome !== 'truthy' || isInShutdown(write.node)) return false;
  const target = source.getText(targetOf(write));
  if (!partsBetween({ fact, write }, source).some((part) => isClosing(part, target, source))) {
    return false;
  }
  return writes.some((other) => {
    const isSame = other.resource === write.resource && source.getText(targetOf(other)) === target;
    return isSame && other.node !== write.node && !isCleared(givenValue(other, source));
  });
}

const CLOSING =
  /^(close|destroy|disconnect|end|quit|stop|terminate|release|dispose|cancel|kill|shutdown|unsubscribe|abort|logout|free|drain)\w*$/i;

/** `await browser.close()` of what is forgotten then. */
function isClosing(awaited: TSESTree.Node, target: string, source: SourceCode): boolean {
  const node = awaited.type === 'AwaitExpression' ? unwrap(awaited.argument) : awaited;
  return (
    node !== awaited &&
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    CLOSING.test(lastName(node.callee) ?? '') &&
    source.getText(unwrap(node.callee.object)) === target
  );
}

function isFlag({ node }: Write, value: TSESTree.Node | undefined): boolean {
  if (node.type === 'CallExpression' && lastName(node.callee) === 'add') return true;
  return value?.type === 'Literal' && value.value === true;
}

/** Names of flags that say work is under way or done with, not that something is there. */
const UNDER_WAY =
  /busy|running|processing|lock|in_?progress|in_?flight|pending|working|flush|poll|refreshing|syncing|sending|executing|saving|handling|queue|drain|started|scheduled|paid|used|claimed|processed|handled|sent|notified|seen|done_?ids|taken|active/i;

function isHarmfulFlag({ fact, write }: Tested, source: SourceCode): boolean {
  const target = targetOf(write);
  const name = lastName(target) ?? '';
  if (fact.outcome === 'truthy' && fact.test.type !== 'BinaryExpression') return false;
  if (/warn|logged|hint|notice/i.test(name)) return false;
  return UNDER_WAY.test(name) || partsBetween({ fact, write }, source).some(startsSomething);
}

/** The nodes from the test to the end of the block that sets. */
function partsBetween({ fact, write }: Tested, source: SourceCode): TSESTree.Node[] {
  const fn = enclosingFunction(write.node);
  const block = [...ancestors(write.node)].find(({ type }) => type === 'BlockStatement');
  if (!fn || !block) return [];
  return [...walk(source, fn.body)].filter(({ range }) => {
    return fact.test.range[1] <= range[0] && range[1] <= block.range[1];
  });
}

function isNow(value: TSESTree.Node | undefined): boolean {
  if (value?.type === 'NewExpression') {
    return lastName(value.callee) === 'Date' && value.arguments.length === 0;
  }
  if (value?.type !== 'CallExpression') return false;
  return (
    value.arguments.length === 0 && /^(now|hrtime|moment|dayjs)$/.test(lastName(value.callee) ?? '')
  );
}

/** Work that does no harm when it is done twice, and the time when it was done last. */
const AGAIN = /^[#_]*(last_?)?(re)?(fresh|load|fetch|sync|poll|prune|purge|evict)/i;

/** Whether the time is of the last action, and not of the last fill of a cache or the like. */
function isThrottle({ fact, write }: Tested, { writes, source }: FileModel): boolean {
  const fn = enclosingFunction(write.node);
  const names = [fn && functionName(fn), lastName(targetOf(write))];
  if (names.some((name) => name && AGAIN.test(name))) return false;
  const isFill = writes.some((other) => {
    const isOther = other.kind === 'memory' && other.node !== write.node;
    return isOther && fn && isInside(other.node, fn) && !isNow(givenValue(other, source));
  });
  return !isFill && isPause(fact.test, source) && turnsAway(fact.test);
}

/** `Date.now() - last < 1000`: a comparison with the time that it is now. */
function isPause(test: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, test)].some((part) => {
    if (part.type !== 'BinaryExpression' || !/^[<>]=?$/.test(part.operator)) return false;
    return /now|date|elapsed|since|passed|age\b|diff/i.test(source.getText(part));
  });
}

/** Whether a caller who comes too early is sent away, and not with what a cache holds. */
function turnsAway(test: TSESTree.Node): boolean {
  const branch = [...ancestors(test)].find(({ type }) => type === 'IfStatement');
  if (branch?.type !== 'IfStatement') return false;
  const exit = statementsOf(branch.consequent).at(-1);
  if (exit?.type !== 'ReturnStatement') return exit?.type === 'ThrowStatement';
  const value = exit.argument ? unwrap(exit.argument) : undefined;
  return value === undefined || value.type === 'Literal' || isNothing(value);
}

/**
 * Whether callers need the one object: it is made here and changed wherever it is taken, or the very
 * function that sets it goes on to change it. What was only fetched is mostly a copy, fetched again.
 */
function isIdentity(write: Write, value: TSESTree.Node | undefined, model: FileModel): boolean {
  const fn = enclosingFunction(write.node);
  const within = value && isMade(value) ? model.source.ast : fn;
  return (
    within !== undefined &&
    (isEntryChanged(write, within, model) || isChangedLater(write, within, model))
  );
}

/** Verbs that make something of its own. */
const MAKING = /^(create|make|build|generate|new|construct|open|init|setup|start)(?![a-z])/;

function isMade(value: TSESTree.Node): boolean {
  if (value.type !== 'CallExpression') return /^(New|Object|Array)Expression$/.test(value.type);
  return MAKING.test((lastName(value.callee) ?? '').replace(/^[#_]+/, ''));
}

/** Whether some code sets a field of an entry: `rooms[id] = room` here, `rooms[id].owner = user` there. */
function isEntryChanged(write: Write, within: TSESTree.Node, { writes }: FileModel): boolean {
  const [entry] = write.fields;
  if (!entry?.path.endsWith(']')) return false;
  return writes.some(({ kind, resource, fields, node }) => {
    const isSame = kind === 'memory' && resource === write.resource && isInside(node, within);
    return isSame && fields.some(({ path }) => isFieldOfEntry(path));
  });
}

/** `rooms.[id].owner`: whatever stands in the brackets, which may have brackets of its own. */
function isFieldOfEntry(path: string): boolean {
  const inner = path.replace(/\[[^[\]]*\]/g, '#');
  return inner === path ? /^[^#]*#\.[^#]/.test(path) : isFieldOfEntry(inner);
}

/** Whether the file changes what it takes from the place. */
function isChangedLater({ node }: Write, within: TSESTree.Node, { source }: FileModel): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const map = source.getText(node.callee.object);
  return nodesOfType(source, 'VariableDeclarator').some((part) => {
    if (part.id.type !== 'Identifier' || !part.init || !isInside(part, within)) return false;
    const init = unwrap(part.init);
    const isTaken =
      init.type === 'CallExpression' &&
      init.callee.type === 'MemberExpression' &&
      lastName(init.callee) === 'get' &&
      source.getText(init.callee.object) === map;
    return isTaken && changes(part, part.id.name, { node }, source);
  });
}

const CHANGING = /^(push|unshift|splice|set|add|delete|join|leave|subscribe|write|send)$/;

/** Whether code near the declaration sets a field of the variable, or calls what changes it. */
function changes(
  declarator: TSESTree.Node,
  name: string,
  { node: set }: Pick<Write, 'node'>,
  source: SourceCode,
): boolean {
  const fn = enclosingFunction(declarator) ?? source.ast;
  return [...walk(source, fn)].some((node) => {
    // What is made ready before it is set is still its maker's own.
    if (isInside(set, fn) && node.range[0] < set.range[0]) return false;
    if (node.type === 'AssignmentExpression') return isFieldOf(node.left, name);
    if (node.type === 'UpdateExpression') return isFieldOf(node.argument, name);
    return (
      node.type === 'CallExpression' &&
      CHANGING.test(lastName(node.callee) ?? '') &&
      isFieldOf(node.callee, name)
    );
  });
}

function isFieldOf(node: TSESTree.Node, name: string): boolean {
  let root = unwrap(node);
  if (root.type !== 'MemberExpression') return false;
  while (root.type === 'MemberExpression') root = unwrap(root.object);
  return root.type === 'Identifier' && root.name === name;
}
