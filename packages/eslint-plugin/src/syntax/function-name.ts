import type { TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, staticName } from './node-shapes.js';

/** What a function is called: by itself, its variable, its property or its method. */
export function functionName(fn: FunctionNode): string | undefined {
  if (fn.id) return fn.id.name;
  const { parent } = fn as { parent: TSESTree.Node };
  switch (parent.type) {
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier' ? parent.id.name : undefined;
    case 'MethodDefinition':
    case 'Property':
    case 'PropertyDefinition':
      return staticName(parent);
    default:
      return undefined;
  }
}
