import type { WrittenField } from './access.js';
import { fieldsOf, readField } from './fields.js';
import type { ExpressionOperation } from './operation.js';
import type { Operating } from './operating.js';
import { recordWrite } from './record-write.js';
import { resourceOf } from './resource-of.js';
import { select } from './select.js';
import { literalText, unknown, type Value } from './value.js';
import { writing } from './write-operations.js';

/** Sets what the text of an update expression sets: `SET #n = :n, total = :total`. */
export function runExpression(at: Operating<ExpressionOperation>): Value {
  const { site, match, frame, state } = at;
  const text = literalText(select(site, match.operation.text, frame, state)?.symbol) ?? '';
  const fields = setsOf(text).flatMap(([column, value]) => fieldOf(column, value, at));
  const resource = resourceOf(at);
  recordWrite({ ...writing(at), kind: 'update', resource, fields }, frame, state);
  return unknown;
}

/** The parts of `SET` that give a column a value as it is; `n + :k` is computed by the store. */
function setsOf(text: string): [column: string, value: string][] {
  const sets = /\bSET\b([\s\S]*?)(?=\b(?:ADD|REMOVE|DELETE)\b|$)/i.exec(text)?.[1] ?? '';
  const parts = sets.matchAll(/(?:^|,)\s*([#\w.]+)\s*=\s*:(\w+)\s*(?=,|$)/g);
  return [...parts].map(([, column = '', value = '']) => [column, value]);
}

function fieldOf(
  column: string,
  name: string,
  { site, match, frame, state }: Operating<ExpressionOperation>,
): WrittenField[] {
  const { names, values } = match.operation;
  const given = fieldsOf(select(site, values, frame, state) ?? unknown, state);
  const { node = site.node, value = unknown } = given.find(({ path }) => path === `:${name}`) ?? {};
  const renamed = column.startsWith('#')
    ? readField(select(site, names, frame, state) ?? unknown, column, node, frame, state)
    : undefined;
  const path = literalText(renamed?.symbol) ?? column;
  return [{ path, node, value, how: 'assign' }];
}
