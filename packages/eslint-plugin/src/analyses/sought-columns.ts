import type { TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../effects/access.js';
import { functionOf, type CallSite } from '../effects/call-site.js';
import { memberPath } from '../syntax/member-path.js';
import { staticName, unwrap } from '../syntax/node-shapes.js';

/** What a look asks for. */
export interface Sought {
  /** The columns of the condition; several sets where one of several conditions is enough. */
  readonly alternatives: readonly (readonly string[])[];
  /** Whether only names tell: the store that the finder asks may add to the condition. */
  readonly isByName: boolean;
}

/** Keys under which conditions are combined. */
const COMBINING = /^\$?(or|and)$/i;

/** The columns that a read's condition looks at, or that a finder's name and arguments tell. */
export function soughtColumns({ resource, call }: Read): Sought {
  const { columns = [] } = resource;
  const condition = call && conditionOf(call);
  const isPlain = columns.length > 0 && !columns.some((column) => COMBINING.test(column));
  if (isPlain) return { alternatives: [[...columns, ...relationsIn(condition)]], isByName: false };
  if (condition) return { alternatives: alternativesOf(condition), isByName: false };
  return { alternatives: [call ? namesIn(call) : []], isByName: true };
}

/** `{ email }` of `findOne({ email })` and of `findFirst({ where: { email } })` */
export function conditionOf({ args }: CallSite): TSESTree.ObjectExpression | undefined {
  const given = args.map(({ node }) => unwrap(node));
  const options = given.find((node) => node.type === 'ObjectExpression');
  const where = options?.properties.find((property) => {
    return property.type === 'Property' && staticName(property) === 'where';
  });
  if (where?.type !== 'Property') return options === given[0] ? options : undefined;
  const condition = unwrap(where.value);
  return condition.type === 'ObjectExpression' ? condition : undefined;
}

/** The sets of columns of `{ teamId, OR: [{ email }, { phone }] }`, one for each alternative. */
function alternativesOf(condition: TSESTree.Node): string[][] {
  const inner = unwrap(condition);
  if (inner.type === 'ArrayExpression') {
    return inner.elements.flatMap((element) => (element ? alternativesOf(element) : []));
  }
  if (inner.type !== 'ObjectExpression') return [[]];
  let sets: string[][] = [[]];
  for (const property of inner.properties) {
    if (property.type !== 'Property') continue;
    const added = setsOf(staticName(property) ?? '', property.value);
    sets = sets.flatMap((set) => added.map((other) => [...set, ...other]));
  }
  return sets;
}

/** `userId` of `{ user: { id } }`, in a condition or a new row. */
export function relationsIn(object: TSESTree.Node | undefined): string[] {
  const inner = object && unwrap(object);
  const properties = inner?.type === 'ObjectExpression' ? inner.properties : [];
  return properties.flatMap((property) => {
    if (property.type !== 'Property') return [];
    const value = unwrap(property.value);
    const isById =
      value.type === 'ObjectExpression' &&
      value.properties.some((part) => part.type === 'Property' && staticName(part) === 'id');
    return isById ? [`${staticName(property) ?? ''}Id`] : [];
  });
}

function setsOf(name: string, value: TSESTree.Node): string[][] {
  if (/^\$?or$/i.test(name)) return alternativesOf(value);
  return /^\$?and$/i.test(name) ? [alternativesOf(value).flat()] : [[name]];
}

/** `team`, `email` and `teamId` of `findByTeamAndEmail(dto.teamId, email)` */
function namesIn(call: CallSite): readonly string[] {
  const method = call.method ?? functionOf(call);
  const inMethod = /By([A-Z]\w*?)(?:For[A-Z]\w*)?$/.exec(method)?.[1]?.split('And') ?? [];
  return [...inMethod, ...call.args.flatMap(({ node }) => lastNames(node))];
}

/** `teamId` of `dto.teamId`; `team` and `id` of `team.id`. */
function lastNames(node: TSESTree.Node): readonly string[] {
  const path = memberPath(node) ?? [];
  return path.at(-1) === 'id' ? path.slice(-2) : path.slice(-1);
}
