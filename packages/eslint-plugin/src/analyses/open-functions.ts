import type { TSESTree } from '@typescript-eslint/utils';

import type { FileModel } from '../effects/model.js';
import { enclosingFunction } from '../syntax/enclosing.js';
import { memberPath } from '../syntax/member-path.js';
import { wrapped, type FunctionNode } from '../syntax/node-shapes.js';
import { placesOf } from '../syntax/variables.js';
import { nodesOfType } from '../syntax/walk.js';

/** Whether strangers can call the function: a public method, what is exported or returned, or left to them. */
export function isOpen(fn: FunctionNode, model: FileModel): boolean {
  const { parent } = fn as { parent: TSESTree.Node };
  switch (parent.type) {
    case 'MethodDefinition':
    case 'PropertyDefinition':
      // It runs once for each object.
      return !isConstructor(parent) && isPublic(parent, model);
    case 'Property':
      return isGivenOut(parent.parent, model);
    default:
      return isGivenOut(fn, model);
  }
}

function isConstructor(node: TSESTree.MethodDefinition | TSESTree.PropertyDefinition): boolean {
  return node.type === 'MethodDefinition' && node.kind === 'constructor';
}

/** A name with `_` is that of a private method where the file calls it itself. */
function isPublic(
  { key, accessibility }: TSESTree.MethodDefinition | TSESTree.PropertyDefinition,
  { source }: FileModel,
): boolean {
  if (accessibility === 'private' || accessibility === 'protected') return false;
  if (key.type === 'PrivateIdentifier') return false;
  if (key.type !== 'Identifier' || !key.name.startsWith('_')) return true;
  return !nodesOfType(source, 'MemberExpression').some(({ property }) => {
    return property.type === 'Identifier' && property.name === key.name;
  });
}

/** Whether the expression or what is declared is exported, or returned by the function around it. */
function isGivenOut(node: TSESTree.Node, model: FileModel): boolean {
  const outer = wrapped(node);
  const { parent } = outer;
  if (!parent) return false;
  switch (parent.type) {
    case 'ReturnStatement':
    case 'YieldExpression':
    case 'ExportNamedDeclaration':
    case 'ExportDefaultDeclaration':
    case 'ExportSpecifier':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === outer;
    case 'AssignmentExpression':
      return isExports(parent.left) || isGivenOut(parent, model);
    case 'Property':
      return parent.parent.type === 'ObjectExpression' && isGivenOut(parent.parent, model);
    case 'CallExpression':
      // `export const load = cache(async () => …)`
      return parent.callee !== outer && isWrapping(parent) && isGivenOut(parent, model);
    case 'VariableDeclarator':
      return (
        parent.parent.parent.type === 'ExportNamedDeclaration' || isNameGivenOut(parent, model)
      );
    default:
      return (
        outer.type === 'FunctionDeclaration' &&
        (isLeftToOthers(outer, model) || isNameGivenOut(outer, model))
      );
  }
}

/** A function of the program that the file itself never names: a page or another script calls it. */
function isLeftToOthers(fn: TSESTree.FunctionDeclaration, { source }: FileModel): boolean {
  const [variable] = source.scopeManager?.getDeclaredVariables(fn) ?? [];
  return fn.parent.type === 'Program' && variable?.references.length === 0;
}

function isWrapping({ parent }: TSESTree.CallExpression): boolean {
  return parent.type === 'VariableDeclarator' || parent.type.startsWith('Export');
}

function isNameGivenOut(
  declaration: TSESTree.VariableDeclarator | TSESTree.FunctionDeclaration,
  model: FileModel,
): boolean {
  const [variable] = model.source.scopeManager?.getDeclaredVariables(declaration) ?? [];
  const home = enclosingFunction(declaration);
  return placesOf(variable).some((place) => {
    const isOther = place.parent !== declaration && isValue(place);
    return isOther && enclosingFunction(place) === home && isGivenOut(place, model);
  });
}

/** Whether the name itself is passed on, and not what a call of it gives. */
function isValue({ parent }: TSESTree.Identifier): boolean {
  return parent.type !== 'CallExpression' && parent.type !== 'MemberExpression';
}

/** `module.exports`, `exports.load`, `Store.prototype.load`, `this.load` */
function isExports(target: TSESTree.Node): boolean {
  return /^(module\.)?exports\b|\.prototype\.(?!_)|^this\.(?![#_])/.test(
    memberPath(target)?.join('.') ?? '',
  );
}
