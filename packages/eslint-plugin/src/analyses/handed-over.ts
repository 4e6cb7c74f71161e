import type { TSESTree } from '@typescript-eslint/utils';

import type { FileModel } from '../effects/model.js';
import { functionName } from '../syntax/function-name.js';
import { lastName } from '../syntax/member-path.js';
import { unwrap, wrapped, type FunctionNode } from '../syntax/node-shapes.js';
import { placesOf } from '../syntax/variables.js';
import { nodesOfType } from '../syntax/walk.js';

/** Calls that are given what is to run at each event, request, message or tick. */
const REGISTERING =
  /^(on|addListener|addEventListener|addHook|subscribe|handle|get|post|put|patch|delete|use|route|query|mutation|setInterval|schedule|cron|process|consume|watch|command|action|hears|define|(on|every|register|schedule|runEvery)[A-Z]\w*)$/;

/** Whether the function is given to what runs it again and again, without waiting for the last run. */
export function isHandedOver(fn: FunctionNode, model: FileModel): boolean {
  return placesOfFunction(fn, model).some((place) => {
    const outer = boundOf(wrapped(place));
    const call = outer.parent;
    if (call?.type !== 'CallExpression' || call.callee === outer) return false;
    return REGISTERING.test(lastName(unwrap(call.callee)) ?? '');
  });
}

/** `this.onMessage.bind(this)` of `this.onMessage`. */
function boundOf(node: TSESTree.Node): TSESTree.Node {
  const { parent } = node;
  const isBind = parent?.type === 'MemberExpression' && parent.object === node;
  const call = isBind && lastName(parent) === 'bind' ? parent.parent : undefined;
  return call?.type === 'CallExpression' ? wrapped(call) : node;
}

/** Where the function stands in the file: itself, and where its name does. */
function placesOfFunction(fn: FunctionNode, { source }: FileModel): TSESTree.Node[] {
  const { parent } = fn as { parent: TSESTree.Node };
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition') {
    const name = functionName(fn);
    return nodesOfType(source, 'MemberExpression').filter((member) => {
      return member.object.type === 'ThisExpression' && lastName(member) === name;
    });
  }
  const declaration = parent.type === 'VariableDeclarator' ? parent : fn;
  const isNamed = fn.type === 'FunctionDeclaration' || declaration !== fn;
  const [variable] = isNamed ? (source.scopeManager?.getDeclaredVariables(declaration) ?? []) : [];
  return [fn, ...placesOf(variable)];
}
