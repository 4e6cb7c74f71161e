import type { TSESTree } from '@typescript-eslint/utils';

import { unwrap } from '../syntax/node-shapes.js';
import { staticValueOf } from '../syntax/variables.js';
import type { Argument, CallSite } from './call-site.js';
import type { Frame } from './frame.js';
import type { Selector } from './operation.js';
import { nodeAt } from './select.js';
import { LOOKS_LIKE_SQL } from './sql/parse-sql.js';
import { unknown } from './value.js';

/** A statement's text; expressions that are inserted into it stand as parameters. */
export interface SqlText {
  readonly text: string;
  readonly inserted: readonly Argument[];
}

/** The SQL that a call sends, where its text is in sight. */
export function sqlTextOf(site: CallSite, selector: Selector, frame: Frame): SqlText | undefined {
  const node = site.node.type === 'TaggedTemplateExpression' ? site.node : nodeAt(site, selector);
  const found = node && textOf(node, frame);
  return found && LOOKS_LIKE_SQL.test(found.text) ? found : undefined;
}

function textOf(node: TSESTree.Node, frame: Frame): SqlText | undefined {
  const inner = unwrap(node);
  if (inner.type === 'TaggedTemplateExpression') return templateText(inner.quasi, frame);
  if (inner.type === 'TemplateLiteral') return templateText(inner, frame);
  const known = staticValueOf(frame.run.source, inner)?.value;
  return typeof known === 'string' ? { text: known, inserted: [] } : undefined;
}

function templateText(
  { quasis, expressions }: TSESTree.TemplateLiteral,
  frame: Frame,
): SqlText | undefined {
  const parts = quasis.map((quasi) => quasi.value.cooked ?? quasi.value.raw);
  const text = parts.reduce((joined, part, index) => `${joined}$${index}${part}`);
  const inserted = expressions.map((expression) => ({
    node: expression,
    value: frame.values.get(expression) ?? unknown,
  }));
  return { text, inserted };
}
