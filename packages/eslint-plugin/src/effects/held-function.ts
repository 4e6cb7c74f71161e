import type { TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../flow/graph.js';
import { isFunction, unwrap } from '../syntax/node-shapes.js';
import { isClass } from './callee.js';
import type { Scopes } from './scopes.js';

export interface Signature {
  readonly owner: string;
  readonly method: string;
}

/** The method of an interface or of an abstract class, which has no body of its own. */
export function signatureOf(node: TSESTree.Node): Signature | undefined {
  const isSignature = node.type === 'TSMethodSignature' || node.type === 'TSPropertySignature';
  if (!isSignature && node.type !== 'TSAbstractMethodDefinition') return undefined;
  const { parent } = node.parent as TSESTree.Node;
  const isOwner = parent?.type === 'TSInterfaceDeclaration' || (parent && isClass(parent));
  const method = node.key.type === 'Identifier' ? node.key.name : undefined;
  const owner = isOwner ? parent.id?.name : undefined;
  return owner === undefined || method === undefined ? undefined : { owner, method };
}

/** `class Users {}` of `export class Users {}`. */
export function declared(node: TSESTree.Node): TSESTree.Node {
  const isExport =
    node.type === 'ExportNamedDeclaration' || node.type === 'ExportDefaultDeclaration';
  return isExport && node.declaration ? node.declaration : node;
}

/** The function that a declaration holds for ever. */
export function heldFunction(node: TSESTree.Node, scopes: Scopes): FunctionNode | undefined {
  const inner = declared(node);
  switch (inner.type) {
    case 'MethodDefinition':
      return inner.kind === 'method' && isFunction(inner.value) ? inner.value : undefined;
    case 'PropertyDefinition':
      return inner.value ? asFunction(inner.value, scopes) : undefined;
    case 'Property':
      return asFunction(inner.value, scopes);
    case 'VariableDeclarator':
      return inner.parent.kind === 'const' && inner.init
        ? asFunction(inner.init, scopes)
        : undefined;
    default:
      return asFunction(inner, scopes);
  }
}

function asFunction(node: TSESTree.Node, scopes: Scopes): FunctionNode | undefined {
  const inner = unwrap(node);
  if (isFunction(inner)) return inner;
  const variable = inner.type === 'Identifier' ? scopes.variableOf(inner) : undefined;
  return variable && scopes.functionOf(variable);
}
