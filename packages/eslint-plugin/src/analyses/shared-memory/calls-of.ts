import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { enclosingClass } from '../../syntax/enclosing.js';
import { type FunctionNode, staticName } from '../../syntax/node-shapes.js';
import { placesOf } from '../../syntax/variables.js';
import type { Facts } from './facts.js';

export type Call = TSESTree.CallExpression | TSESTree.NewExpression;

/** Where the file calls the function: by its name, as `new` of its class, or as a method of `this`. */
export function callsOf({ calls, source }: Facts, fn: FunctionNode): Call[] {
  const { parent } = fn;
  const isMember = parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition';
  if (isMember && !(parent.type === 'MethodDefinition' && parent.kind === 'constructor')) {
    const name = staticName(parent);
    const definition = enclosingClass(parent);
    return calls.filter(({ callee }) => isOwnMethod(callee, name, definition));
  }
  const declaration = isMember ? enclosingClass(parent) : declarationOf(fn);
  const places = declaration ? declaredPlaces(source, declaration) : [];
  return places.map(callAt).filter((call) => call !== undefined);
}

function isOwnMethod(
  callee: TSESTree.Expression,
  name: string | undefined,
  definition: TSESTree.Node | undefined,
): boolean {
  return (
    callee.type === 'MemberExpression' &&
    callee.object.type === 'ThisExpression' &&
    name !== undefined &&
    staticName(callee) === name &&
    enclosingClass(callee) === definition
  );
}

function declarationOf(fn: FunctionNode): TSESTree.Node | undefined {
  if (fn.type === 'FunctionDeclaration') return fn;
  return fn.parent.type === 'VariableDeclarator' ? fn.parent : undefined;
}

/** The places of the names that the node declares around it. */
function declaredPlaces(
  source: Readonly<TSESLint.SourceCode>,
  node: TSESTree.Node,
): TSESTree.Identifier[] {
  const variables = source.scopeManager?.getDeclaredVariables(node) ?? [];
  const own = variables.filter((variable) => variable.defs[0]?.type !== 'Parameter');
  return own.flatMap((variable) => placesOf(variable));
}

function callAt(callee: TSESTree.Identifier): Call | undefined {
  const { parent } = callee;
  const isCall = parent.type === 'CallExpression' || parent.type === 'NewExpression';
  return isCall && parent.callee === callee ? parent : undefined;
}
