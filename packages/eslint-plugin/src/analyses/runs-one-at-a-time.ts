import type { TSESTree } from '@typescript-eslint/utils';

import type { FileModel } from '../effects/model.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { placesOf } from '../syntax/variables.js';

/** Whether a queue is given the function and told to run it one at a time: `{ concurrency: 1 }`. */
export function runsOneAtATime(fn: TSESTree.Node, { source }: FileModel): boolean {
  const declaration = fn.parent?.type === 'VariableDeclarator' ? fn.parent : fn;
  const [variable] = source.scopeManager?.getDeclaredVariables(declaration) ?? [];
  const isNamed = fn.type === 'FunctionDeclaration' || declaration !== fn;
  return [fn, ...(isNamed ? placesOf(variable) : [])].some((place) => {
    const call = place.parent;
    const isCall = call?.type === 'NewExpression' || call?.type === 'CallExpression';
    return isCall && call.arguments.some((argument) => argument !== place && saysOne(argument));
  });
}

function saysOne(argument: TSESTree.Node): boolean {
  const options = unwrap(argument);
  if (options.type !== 'ObjectExpression') return false;
  return options.properties.some((property) => {
    if (property.type !== 'Property' || staticName(property) !== 'concurrency') return false;
    return property.value.type === 'Literal' && property.value.value === 1;
  });
}
