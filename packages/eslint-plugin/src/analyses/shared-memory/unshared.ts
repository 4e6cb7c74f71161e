import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { enclosingFunction } from '../../syntax/enclosing.js';
import { lastName } from '../../syntax/member-path.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { placesOf, variableOf } from '../../syntax/variables.js';
import { type Access, atomicsMethod } from './access.js';
import type { Facts } from './facts.js';
import { VIEW_CLASSES } from './value.js';

/** Whether no other thread can have the memory when the access happens. */
export function isUnshared(facts: Facts, access: Access): boolean {
  return isPrivate(facts, access.cell.view) || isBeforeHandOver(facts, access);
}

/** Made in this function, and neither view nor buffer leaves it. */
function isPrivate({ source }: Facts, view: TSESTree.Node): boolean {
  const inner = unwrap(view);
  if (inner.type === 'NewExpression') return isNewBuffer(inner.arguments[0]);
  const variable = inner.type === 'Identifier' ? variableOf(source, inner) : undefined;
  const declarator = localDeclarator(variable);
  if (!variable || declarator?.init?.type !== 'NewExpression') return false;
  const [buffer] = declarator.init.arguments;
  if (!buffer || !stays(source, variable)) return false;
  if (isNewBuffer(buffer)) return true;
  const origin = buffer.type === 'Identifier' ? variableOf(source, buffer) : undefined;
  const made = localDeclarator(origin)?.init ?? undefined;
  return origin !== undefined && isNewBuffer(made) && stays(source, origin);
}

function isNewBuffer(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'NewExpression' && lastName(node.callee) === 'SharedArrayBuffer';
}

function localDeclarator(
  variable: TSESLint.Scope.Variable | undefined,
): TSESTree.VariableDeclarator | undefined {
  const node = variable?.defs[0]?.node;
  return node?.type === 'VariableDeclarator' && enclosingFunction(node) ? node : undefined;
}

/** Whether the variable is only indexed, given to `Atomics`, or viewed by views that stay too. */
function stays(source: Facts['source'], variable: TSESLint.Scope.Variable): boolean {
  return placesOf(variable).every((place) => {
    const { parent } = place;
    if (parent.type === 'VariableDeclarator') return parent.id === place;
    if (parent.type === 'MemberExpression') return parent.computed || isPlainMember(parent);
    if (parent.type === 'CallExpression') return atomicsMethod(parent) !== undefined;
    return parent.type === 'NewExpression' && isStayingView(source, parent);
  });
}

function isPlainMember(node: TSESTree.MemberExpression): boolean {
  return /^(?:length|byteLength|byteOffset|at|join|fill)$/.test(staticName(node) ?? '');
}

function isStayingView(source: Facts['source'], node: TSESTree.NewExpression): boolean {
  if (!VIEW_CLASSES.has(lastName(node.callee) ?? '')) return false;
  const { parent } = node;
  if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') {
    return parent.type === 'MemberExpression' || parent.type === 'CallExpression';
  }
  const variable = variableOf(source, parent.id);
  return variable !== undefined && stays(source, variable);
}

/** In the function that makes the buffer, before it hands anything to another thread. */
function isBeforeHandOver({ handOvers }: Facts, { cell, node }: Access): boolean {
  const origin = cell.value?.origin;
  const fn = enclosingFunction(node);
  if (!origin || enclosingFunction(origin) !== fn) return false;
  const first = handOvers.find((place) => enclosingFunction(place) === fn);
  return first !== undefined && node.range[1] <= first.range[0];
}
