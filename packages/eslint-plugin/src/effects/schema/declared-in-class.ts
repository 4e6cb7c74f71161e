import type { TSESTree } from '@typescript-eslint/utils';

import { decoratorsOf } from '../../syntax/decorators.js';
import { lastName } from '../../syntax/member-path.js';
import { staticName } from '../../syntax/node-shapes.js';
import { indexesOf } from './indexes.js';
import { isTrue, keysOf, propertyOf, textsIn } from './literals.js';
import { countsChanges, type Schema } from './schema.js';

/** Adds `@Entity('app_users') @Unique(['listId', 'position']) class User { @Column({ unique: true }) slug; }` */
export function addClass(
  schema: Schema,
  declaration: TSESTree.ClassDeclaration,
  versions: ReadonlySet<string>,
): void {
  const { id, body } = declaration;
  if (!id) return;
  const calls = decoratorsOf(declaration).map(callOf);
  const members = body.body.flatMap((member) => {
    return member.type === 'PropertyDefinition' ? [memberOf(member)] : [];
  });
  const primary = members.filter((member) => member.calls.some(isPrimary));
  const unique = members.filter(({ calls }) => calls.some(isUnique) || isOneToOne(calls));
  schema.add(id.name, {
    unique: [
      ...calls.flatMap(uniqueOfClass),
      ...unique.map(({ name }) => [name]),
      // Several primary columns are unique together.
      ...(primary.length > 0 ? [primary.map(({ name }) => name)] : []),
    ],
    version: members.findLast(({ name, calls }) => calls.length > 0 && countsChanges(name))?.name,
    isVersioned: members.some((member) => member.calls.some((call) => isVersion(call, versions))),
  });
  for (const table of [...calls.flatMap(tablesOf), ...members.flatMap(tableOfMember)]) {
    schema.addTable(id.name, table);
  }
}

interface Member {
  readonly name: string;
  readonly value: TSESTree.Expression | null;
  readonly calls: readonly Called[];
}

function memberOf(member: TSESTree.PropertyDefinition): Member {
  const calls = decoratorsOf(member).map(callOf);
  return { name: staticName(member) ?? '', value: member.value, calls };
}

interface Called {
  readonly callee: TSESTree.Node;
  readonly arguments: readonly TSESTree.Node[];
}

function callOf({ expression }: TSESTree.Decorator): Called {
  return expression.type === 'CallExpression' ? expression : { callee: expression, arguments: [] };
}

/** `@Unique('name', ['a', 'b'])`, `@Index(['a'], { unique: true })`, `@index({ a: 1 }, { unique: true })` */
function uniqueOfClass(call: Called): string[][] {
  const listed = call.arguments.flatMap((at) => indexesOf(at));
  if (!isNamed(call, /^Unique$/) && !hasTrue(call, 'unique')) return listed;
  const lists = call.arguments.map((at) => [
    ...textsIn(at),
    ...textsIn(propertyOf(at, 'properties')),
  ]);
  const columns = lists.find((list, i) => list.length > 0 && !isText(call.arguments[i]));
  const keys = isNamed(call, /^index$/) ? keysOf(call.arguments[0]) : [];
  return [...listed, columns ?? [...keys, ...lists.flat()]].filter((set) => set.length > 0);
}

function isText(node: TSESTree.Node | undefined): boolean {
  return node?.type === 'Literal';
}

/** `@Entity('app_users')`, `@Entity({ name: 'app_users' })`, `@Table({ tableName: 'app_users' })` */
function tablesOf(call: Called): string[] {
  if (!isNamed(call, /^(Entity|Table|Schema)$/)) return [];
  return call.arguments.flatMap((at) => [
    ...(isText(at) ? textsIn(at) : []),
    ...['name', 'tableName', 'collection'].flatMap((name) => textsIn(propertyOf(at, name))),
  ]);
}

/** `static tableName = 'app_users'` */
function tableOfMember({ name, value }: Member): string[] {
  return /^table(Name)?$/.test(name) ? textsIn(value) : [];
}

function isPrimary(call: Called): boolean {
  return (
    isNamed(call, /^Primary(Column|Key)$/) ||
    hasTrue(call, 'primary') ||
    hasTrue(call, 'primaryKey')
  );
}

/** The side of a one-to-one relation that has its column, which is unique. */
function isOneToOne(calls: readonly Called[]): boolean {
  const isOwning = calls.some((call) => isNamed(call, /^JoinColumn$/) || hasTrue(call, 'owner'));
  return isOwning && calls.some((call) => isNamed(call, /^OneToOne$/));
}

function isUnique(call: Called): boolean {
  return isNamed(call, /^Unique$/) || hasTrue(call, 'unique');
}

function isVersion(call: Called, versions: ReadonlySet<string>): boolean {
  if (versions.has(`@${lastName(call.callee) ?? ''}`)) return true;
  return [...versions].some((name) => hasTrue(call, name));
}

function isNamed({ callee }: Called, name: RegExp): boolean {
  return name.test(lastName(callee) ?? '');
}

function hasTrue(call: Called, name: string): boolean {
  return call.arguments.some((argument) => isTrue(propertyOf(argument, name)));
}
