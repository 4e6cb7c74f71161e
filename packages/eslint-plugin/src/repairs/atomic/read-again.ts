import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import type { Read, Write } from '../../effects/access.js';
import type { Idioms } from '../../effects/idioms.js';
import { replaceNode, type TextEdit } from '../../syntax/edit.js';
import { ancestors, enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { isLoop, staticName, unwrap } from '../../syntax/node-shapes.js';
import { freeName } from '../../syntax/names.js';
import { semicolonAfter } from '../../syntax/style.js';
import { variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import { isGiven, type SaveStatement } from './increment-shape.js';
import { isHandedOn, soleNameOf } from './read-after.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * The save becomes the read over again, which gives the row as it is stored then.
 *
 * @see giveRow
 */
export function readAgain(
  save: SaveStatement,
  entity: TSESTree.Expression,
  race: Race,
  idioms: Idioms,
  source: SourceCode,
): TextEdit[] | undefined {
  const { derivation, write } = race;
  const text = againText(derivation.read, write, idioms, source);
  return text === undefined ? undefined : giveRow(save, entity, text, race, source);
}

/**
 * The expression takes the place of the save, and gives the row as it is stored then: to what took
 * what the save gave, or under a name that the code behind it uses instead.
 */
export function giveRow(
  save: SaveStatement,
  entity: TSESTree.Expression,
  text: string,
  { derivation: { read }, write }: Race,
  source: SourceCode,
): TextEdit[] | undefined {
  const home = enclosingFunction(save);
  const variable = soleNameOf(entity, read.node, source);
  if (!variable || !home?.async || [...ancestors(save)].some(isLoop)) return undefined;
  const uses = variable.references.filter(({ init }) => !init);
  const isHeld = uses.some((use) => {
    const { identifier } = use;
    return enclosingFunction(identifier) !== home || isKept(identifier, save);
  });
  const later = uses.map(({ identifier }) => identifier).filter(isBehind(save));
  if (isHeld || later.some((each) => !save.parent || !isInside(each, save.parent)))
    return undefined;
  if (isGiven(save)) return later.length > 0 ? undefined : [replaceNode(write.node, text)];
  const semicolon = semicolonAfter(source, save);
  const changes = uses.filter((use) => use.isWrite());
  if (changes.length > 0) {
    const isRow = changes.every(({ writeExpr }) => writeExpr?.type === 'AwaitExpression');
    if (!isRow || entity.type !== 'Identifier') return undefined;
    return [replaceNode(save, `${entity.name} = await ${text}${semicolon}`)];
  }
  const name = freeName(source, home, 'updated');
  return [
    replaceNode(save, `const ${name} = await ${text}${semicolon}`),
    ...later.map((identifier) => renamed(identifier, name)),
  ];
}

function isBehind(save: TSESTree.Node) {
  return ({ range }: Pick<TSESTree.Node, 'range'>): boolean => range[0] > save.range[1];
}

/** Whether something that outlives the save got hold of the entity before it. */
function isKept(identifier: TSESTree.Node, save: TSESTree.Node): boolean {
  return identifier.range[1] <= save.range[0] && isHandedOn(identifier);
}

function renamed(identifier: TSESTree.Node, name: string): TextEdit {
  const { parent } = identifier;
  const isShort = parent?.type === 'Property' && parent.shorthand;
  return replaceNode(identifier, isShort ? `${identifierName(identifier)}: ${name}` : name);
}

function identifierName(node: TSESTree.Node): string {
  return node.type === 'Identifier' ? node.name : '';
}

/** The read with its arguments, in the form that gives a row or fails. */
export function againText(
  read: Read,
  write: Write,
  { orFail }: Idioms,
  source: SourceCode,
): string | undefined {
  const call = read.call?.node;
  if (!orFail || call?.type !== 'CallExpression' || call.callee.type !== 'MemberExpression')
    return undefined;
  if (enclosingFunction(call) !== enclosingFunction(write.node)) return undefined;
  const method = staticName(call.callee) ?? '';
  const failing = /Or(Fail|Throw)$/.test(method) ? method : orFail[method];
  if (failing === undefined || !isRepeatable(call, source)) return undefined;
  const [start, end] = call.callee.property.range;
  const before = source.text.slice(call.range[0], start);
  return before + failing + source.text.slice(end, call.range[1]);
}

/** Whether the expression is the same when it is evaluated a second time. */
export function isRepeatable(call: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, call)].every((node) => {
    if (/^(Await|Yield|New|Assignment|Update)/.test(node.type)) return false;
    const inner = unwrap(node);
    if (inner.type !== 'Identifier') return true;
    const uses = variableOf(source, inner)?.references ?? [];
    // The name of a property may be that of a variable.
    if (!uses.some(({ identifier }) => identifier === inner)) return true;
    return uses.every((use) => !use.isWrite() || use.init === true);
  });
}
