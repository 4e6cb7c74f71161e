import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { DerivedWrite } from '../../analyses/race.js';
import type { Idioms, Told } from '../../effects/idioms.js';
import { appendToList } from '../../syntax/list.js';
import { insertAfter, insertBefore, replaceNode, type TextEdit } from '../../syntax/edit.js';
import { enclosingStatement } from '../../syntax/enclosing.js';
import { isTypeScript } from '../../syntax/is-typescript.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { countedBy, type Counted } from './counted-by.js';
import type { Requirement } from './requirement.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `const { count } = await updateMany(…); if (count === 0) return false;` */
export function tellNone(
  race: DerivedWrite,
  idioms: Idioms,
  { exit }: Requirement,
  source: SourceCode,
): TextEdit[] | undefined {
  const statement = enclosingStatement(race.write.node);
  const counting = exit && ((told: Told) => countedBy(told, statement, exit, source));
  return toldEdits(race, idioms, counting, source);
}

/** The count of changed rows, and what is done with it. */
export function toldEdits(
  { write }: DerivedWrite,
  idioms: Idioms,
  counting: ((told: Told) => Counted) | undefined,
  source: SourceCode,
): TextEdit[] | undefined {
  const { node: call } = write;
  const statement = enclosingStatement(call);
  const told = toldBy(write, idioms);
  const isAtOnce = told?.isAtOnce === true && write.call?.chain !== undefined;
  const done = call.parent?.type === 'AwaitExpression' ? call.parent : isAtOnce ? call : undefined;
  const method = done && methodEdit(call, idioms.condition?.methods);
  if (!done || !method) return undefined;
  if (!counting) return done.parent === statement ? method : undefined;
  const counted = told && counting(told);
  const result = counted && resultEdits(done, statement, counted, source);
  return (
    result && [
      ...result,
      ...method,
      ...typeEdits(call, told, source),
      ...(told.call === undefined ? [] : [insertAfter(call, told.call)]),
      insertAfter(statement, counted.after),
    ]
  );
}

function toldBy(
  { call, operation }: DerivedWrite['write'],
  { condition, changedRows }: Idioms,
): Told | undefined {
  const { told, toldWith = {} } = condition ?? {};
  const special = call?.chain?.calls.find(({ name }) => name in toldWith);
  if (special) return toldWith[special.name];
  const taken = changedRows?.[operation?.kind === 'sql' ? 'sql' : 'update'];
  return told ?? (taken && { taken });
}

function typeEdits(call: TSESTree.Node, { type }: Told, source: SourceCode): TextEdit[] {
  if (call.type !== 'CallExpression' || call.typeArguments) return [];
  return type !== undefined && isTypeScript(source) ? [insertAfter(call.callee, `<${type}>`)] : [];
}

/** Takes the count out of the result, which nothing or a pattern has taken so far. */
function resultEdits(
  done: TSESTree.Node,
  statement: TSESTree.Node,
  { taken }: Counted,
  source: SourceCode,
): TextEdit[] | undefined {
  if (done.parent === statement) return [insertBefore(statement, `const ${taken} = `)];
  const declarator = done.parent;
  if (declarator?.type !== 'VariableDeclarator' || declarator.parent !== statement)
    return undefined;
  const [, property] = /^\{ (.*) \}$/.exec(taken) ?? [];
  const names = declarator.id.type === 'ObjectPattern' ? declarator.id.properties : [];
  const last = names.at(-1);
  const isFree = names.every((name) => {
    return name.type === 'Property' && !property?.startsWith(`${staticName(name)}:`);
  });
  return property !== undefined && last && isFree
    ? [appendToList(source, last, property)]
    : undefined;
}

/** Calls the method that takes the condition, where the update's own does not. */
function methodEdit(
  call: TSESTree.Node,
  methods: Readonly<Record<string, string>> | undefined,
): TextEdit[] | undefined {
  const callee = call.type === 'CallExpression' ? unwrap(call.callee) : undefined;
  if (!methods) return [];
  if (callee?.type !== 'MemberExpression') return undefined;
  const name = staticName(callee) ?? '';
  const method = methods[name];
  if (method === undefined) return undefined;
  return method === name ? [] : [replaceNode(callee.property, method)];
}
