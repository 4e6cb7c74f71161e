import type { TSESTree } from '@typescript-eslint/utils';

import type { Read, Write } from '../effects/access.js';
import { lastName, memberPath } from '../syntax/member-path.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';
import { soughtColumns } from './sought-columns.js';

/** What is passed along to every call, whatever the row. */
const PASSED_ALONG =
  /^(this|tx|trx|t|transaction|session|ctx|context|manager|db|client|options|include|select|order(By)?|attributes)$/;

/**
 * Whether what a home-made finder was asked for is among what the row is made of, as the names tell:
 * `findBySlug(tx, dto.slug)`, and `create(tx, { slug })` or `create(tx, dto)`. Who asks for nothing finds any row.
 */
export function sharesName(read: Read, { fields, call }: Write): boolean {
  const sought = soughtColumns(read).alternatives.flat().filter(isTelling);
  const roots = (read.call?.args ?? []).flatMap(({ node }) => rootsIn(node)).filter(isTelling);
  const given = new Set(
    [...fields.map(({ path }) => path), ...(call?.args ?? []).flatMap(({ node }) => namesIn(node))]
      .filter(isTelling)
      .map(plain),
  );
  return sought.length === 0 || [...sought, ...roots].some((name) => given.has(plain(name)));
}

/** `dto` of `dto.email` and of `{ email: dto.email }`, which may go into the row whole. */
function rootsIn(node: TSESTree.Node): string[] {
  const inner = unwrap(node);
  if (inner.type !== 'ObjectExpression') return memberPath(inner)?.slice(0, 1) ?? [];
  return inner.properties.flatMap((property) => {
    return property.type === 'Property' ? rootsIn(property.value) : [];
  });
}

function isTelling(name: string): boolean {
  return !PASSED_ALONG.test(name);
}

function plain(name: string): string {
  return name.toLowerCase().replace(/_/g, '');
}

/** The names of properties and values in what a call is given. */
function namesIn(node: TSESTree.Node): string[] {
  const inner = unwrap(node);
  switch (inner.type) {
    case 'Identifier':
      return [inner.name];
    case 'MemberExpression':
      return [lastName(inner) ?? ''];
    case 'SpreadElement':
      return namesIn(inner.argument);
    case 'ArrayExpression':
      return inner.elements.flatMap((element) => (element ? namesIn(element) : []));
    case 'CallExpression':
    case 'NewExpression':
      return inner.arguments.flatMap(namesIn);
    case 'ObjectExpression':
      return inner.properties.flatMap((property) => {
        if (property.type !== 'Property') return namesIn(property);
        return [staticName(property) ?? '', ...namesIn(property.value)];
      });
    default:
      return [];
  }
}
