import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckThenCreate } from '../../analyses/check-then-create.js';
import type { NewRow, Told } from '../../effects/idioms.js';
import { insertAfter, replaceNode, replaceRange, type TextEdit } from '../../syntax/edit.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { walk } from '../../syntax/walk.js';
import { declared, newRowOf, receiverOf } from './new-row.js';
import { literalTextOf } from '../sql-call.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** An insert that leaves alone what is there. */
export interface Insert {
  readonly edit: TextEdit;
  readonly told?: Told | undefined;
  readonly givesUp?: string | undefined;
}

export function insertEdit(race: CheckThenCreate, source: SourceCode): Insert | undefined {
  if (race.write.kind === 'put') return markByCall(race, source);
  return race.write.statement ? insertInSql(race, source) : insertByCall(race, source);
}

/** `set(key, '1')` becomes `set(key, '1', { NX: true })`. */
function markByCall({ write }: CheckThenCreate, source: SourceCode): Insert | undefined {
  const idiom = write.library?.idioms?.markIfAbsent;
  const [key, value, ...options] = write.call?.args ?? [];
  const store = receiverOf(write.node, source);
  // Other methods say more than the entry.
  if (!idiom || !key || !value || options.length > 0 || write.call?.method !== 'set')
    return undefined;
  const text = idiom.text({
    store,
    entry: `${source.getText(key.node)}, ${source.getText(value.node)}`,
    imports: (name) => new RegExp(`['"]${name}['"]`).test(source.text),
  });
  return text && store ? { edit: replaceNode(write.node, text), told: idiom.told } : undefined;
}

/** `insert(row)` becomes `insert(row).onConflict().ignore()`. */
function insertByCall(race: CheckThenCreate, source: SourceCode): Insert | undefined {
  const { write } = race;
  const idiom = write.library?.idioms?.insertIfAbsent;
  if (!idiom) return undefined;
  const { after, instead, told, givesUp } = idiom;
  const row = newRowOf(race, source) ?? (after && { ...UNKNOWN, ...declared(race, source) });
  const text = row && idiom.text(row);
  const call = calledIn(write.node, after ?? instead, source);
  if (!text || !call) return undefined;
  const edit = after
    ? insertAfter(call.node, text)
    : replaceRange(call.start, call.node.range[1], text);
  return { edit, told, givesUp };
}

/** A row of which nothing is said, as it comes from elsewhere. */
const UNKNOWN = {
  model: '',
  of: '',
  columns: [],
  row: '',
  key: '',
  rest: '',
} satisfies Partial<NewRow>;

/** The call of a chain that has the name, and where its name begins; without a name, the chain. */
function calledIn(
  chain: TSESTree.Node,
  name: string | undefined,
  source: SourceCode,
): { node: TSESTree.Node; start: number } | undefined {
  if (name === undefined) return { node: chain, start: chain.range[0] };
  for (const node of walk(source, chain)) {
    const callee = node.type === 'CallExpression' ? unwrap(node.callee) : undefined;
    if (callee?.type === 'MemberExpression' && staticName(callee) === name)
      return { node, start: callee.property.range[0] };
  }
  return undefined;
}

/** `INSERT … VALUES ($1)` becomes `INSERT … VALUES ($1) ON CONFLICT DO NOTHING`. */
function insertInSql({ read, write }: CheckThenCreate, source: SourceCode): Insert | undefined {
  const clause = write.library?.idioms?.duplicateClause;
  const tagged = write.node.type === 'TaggedTemplateExpression' ? write.node.quasi : undefined;
  const text = tagged ?? literalTextOf(write);
  const [column] = read.resource.columns ?? [];
  if (!clause || !text || column === undefined) return undefined;
  const code = source.getText(text);
  if (/\breturning\b|;\s*\S.*\S/i.test(code)) return undefined;
  const end = text.range[0] + code.slice(0, -1).replace(/[\s;]+$/, '').length;
  return { edit: replaceRange(end, end, ` ${clause.text(column)}`), told: clause.told };
}
