import type { TSESTree } from '@typescript-eslint/utils';

import type { FileModel } from '../effects/model.js';
import { ancestors } from '../syntax/enclosing.js';
import { functionName } from '../syntax/function-name.js';
import { isFunction, staticName, unwrap } from '../syntax/node-shapes.js';
import { nodesOfType } from '../syntax/walk.js';

/** Whether a function around the node is one step of a migration, or keeps account of the steps. */
export function isInMigration(node: TSESTree.Node): boolean {
  return [...ancestors(node)].some((fn) => {
    return isFunction(fn) && /migrat(e|ion)s?(?![a-z])/i.test(functionName(fn) ?? '');
  });
}

/** Whether the file says how to change the store's form and how to change it back: `up` and `down`. */
export function isMigration({ source }: FileModel): boolean {
  if (!/\bup\b/.test(source.text) || !/\bdown\b/.test(source.text)) return false;
  const homes = new Map<TSESTree.Node, Set<string>>();
  for (const [home, name] of [...methodsOf(source), ...functionsOf(source)]) {
    homes.set(home, (homes.get(home) ?? new Set()).add(name));
  }
  return [...homes.values()].some((names) => names.has('up') && names.has('down'));
}

type Named = readonly [home: TSESTree.Node, name: string];

/** The methods of objects and classes. */
function methodsOf(source: FileModel['source']): Named[] {
  const members = [
    ...nodesOfType(source, 'Property'),
    ...nodesOfType(source, 'MethodDefinition'),
    ...nodesOfType(source, 'PropertyDefinition'),
  ];
  return members.flatMap((member) => {
    const isMethod = member.value !== null && isFunction(unwrap(member.value));
    return isMethod ? [[member.parent, staticName(member) ?? ''] as const] : [];
  });
}

/** The functions of the file itself, and what `exports.up = …` sets. */
function functionsOf({ ast }: FileModel['source']): Named[] {
  return ast.body.flatMap((statement) => {
    const inner = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (inner?.type === 'FunctionDeclaration' && inner.id) return [[ast, inner.id.name] as const];
    if (inner?.type === 'VariableDeclaration') {
      return inner.declarations.flatMap(({ id, init }) => {
        const isNamed = id.type === 'Identifier' && init !== null && isFunction(unwrap(init));
        return isNamed ? [[ast, id.name] as const] : [];
      });
    }
    const set = inner?.type === 'ExpressionStatement' ? unwrap(inner.expression) : undefined;
    if (set?.type !== 'AssignmentExpression' || set.left.type !== 'MemberExpression') return [];
    return isFunction(unwrap(set.right)) ? [[ast, staticName(set.left) ?? ''] as const] : [];
  });
}
