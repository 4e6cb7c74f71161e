import type { TSESTree } from '@typescript-eslint/utils';
import { staticName, unwrap } from './node-shapes.js';

/** The steps of `this.user.points` or `rows[0].n`, or nothing where a step is a call or unknown. */
export function memberPath(node: TSESTree.Node): readonly string[] | undefined {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return [inner.name];
  if (inner.type === 'ThisExpression') return ['this'];
  if (inner.type !== 'MemberExpression') return undefined;
  const object = memberPath(inner.object);
  const name = staticName(inner);
  return object && name !== undefined ? [...object, name] : undefined;
}

/** `c` of `a.b.c`, or the name of an identifier. */
export function lastName(node: TSESTree.Node): string | undefined {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') return inner.name;
  return inner.type === 'MemberExpression' ? staticName(inner) : undefined;
}
