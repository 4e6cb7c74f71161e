import type { TSESTree } from '@typescript-eslint/utils';
import { enclosingClass } from '../../syntax/enclosing.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { staticValueOf, variableOf } from '../../syntax/variables.js';
import type { Facts } from './facts.js';
import type { View } from './value.js';

/** An element of a view over shared memory. */
export interface Cell {
  /** The same for all expressions that mean this cell, as far as the file tells. */
  readonly key: string;
  readonly view: TSESTree.Node;
  readonly index: TSESTree.Node;
  /** The index, if it is always the same. */
  readonly staticIndex: number | undefined;
  /** What is known of the view; nothing if only its use with `Atomics` shows that it is shared. */
  readonly value: View | undefined;
  /** As the code writes it. */
  readonly text: string;
}

export function cellAt(
  { source }: Facts,
  view: TSESTree.Node,
  index: TSESTree.Node,
  value: View | undefined,
): Cell | undefined {
  const known = staticValueOf(source, index);
  if (typeof known?.value === 'string') return undefined;
  const staticIndex = typeof known?.value === 'number' ? known.value : undefined;
  const place = staticIndex === undefined ? plainText(source.getText(index)) : String(staticIndex);
  return {
    key: `${viewKey(source, view)}[${place}]`,
    view,
    index,
    staticIndex,
    value,
    text: `${source.getText(unwrap(view))}[${source.getText(index)}]`.replace(/\s+/g, ' '),
  };
}

/** The same for all expressions that mean this view, as far as the file tells. */
export function viewKey(source: Facts['source'], node: TSESTree.Node): string {
  const inner = unwrap(node);
  if (inner.type === 'Identifier') {
    const definition = variableOf(source, inner)?.defs[0]?.name;
    return definition ? `${inner.name}@${definition.range[0]}` : inner.name;
  }
  if (inner.type === 'ThisExpression') return `this@${enclosingClass(inner)?.range[0] ?? ''}`;
  const name = inner.type === 'MemberExpression' ? staticName(inner) : undefined;
  if (inner.type !== 'MemberExpression' || name === undefined) {
    return plainText(source.getText(inner));
  }
  return `${viewKey(source, inner.object)}.${name}`;
}

function plainText(code: string): string {
  return code.replace(/\s+/g, '');
}
