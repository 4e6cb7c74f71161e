import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../analyses/race.js';
import { shown } from './shown.js';

type Written = Pick<Race, 'write' | 'field'>;

/** What is written, as the source calls it: `user.points`, or the model and field of an update. */
export function fieldName(race: Written, source: Readonly<TSESLint.SourceCode>): string {
  const isElsewhere = (race.field.elsewhere ?? race.write.elsewhere) !== undefined;
  const target = isElsewhere ? undefined : targetOf(race);
  if (target) {
    const isNamed = race.field.node.type === 'CallExpression' && race.field.how === 'assign';
    const text = shown(target, source);
    return isNamed ? `${text}.${partName(race, source)}` : text;
  }
  const { model } = race.write.resource;
  const call = isElsewhere ? undefined : race.write.call;
  const key = call?.args[0]?.node;
  if (race.write.kind === 'put' && key && !call?.chain) return shown(key, source);
  return (model ?? '') + columnOf(race.field, source, model ? '.' : '');
}

/** `.points`; `[key]` of `{ [key]: points }`, as the source writes it. */
function columnOf(
  { path, node }: Race['field'],
  source: Readonly<TSESLint.SourceCode>,
  dot: string,
): string {
  const isComputed = node.type === 'Property' && node.computed && path.startsWith('[');
  if (isComputed) return `[${shown(node.key, source)}]`;
  return path && dot + path;
}

/** `points` of `user.set('points', …)`; `get(id)` of `counts.set(id, …)`. */
function partName({ write, field }: Written, source: Readonly<TSESLint.SourceCode>): string {
  const [key] = field.node.type === 'CallExpression' ? field.node.arguments : [];
  return write.kind === 'memory' && key ? `get(${shown(key, source)})` : field.path;
}

function targetOf({ write, field: { node, how } }: Written): TSESTree.Node | undefined {
  if (node.type === 'AssignmentExpression') return node.left;
  if (node.type === 'UpdateExpression') return node.argument;
  const isSetter = how === 'mutate' || write.kind === 'persist' || write.kind === 'memory';
  const isMethod =
    isSetter && node.type === 'CallExpression' && node.callee.type === 'MemberExpression';
  return isMethod ? (node.callee as TSESTree.MemberExpression).object : undefined;
}
