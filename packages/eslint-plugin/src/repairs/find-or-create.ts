import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckThenCreate } from '../analyses/check-then-create.js';
import { removeStatement, replaceNode } from '../syntax/edit.js';
import { ancestors, enclosingStatement, isInside } from '../syntax/enclosing.js';
import { memberPath } from '../syntax/member-path.js';
import { isFunction, onlyStatement, staticName, unwrap } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';
import { semicolonAfter } from '../syntax/style.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `let x = await find(…); if (!x) x = await create(…);` with nothing in between. */
interface Shape {
  readonly declaration: TSESTree.VariableDeclaration;
  readonly name: TSESTree.Identifier;
  readonly check: TSESTree.IfStatement;
  readonly where: TSESTree.Node;
  readonly defaults: TSESTree.Node;
  readonly model: string;
  /** Whether the created row takes the variable's place. */
  readonly assigns: boolean;
}

/** Lets the store find or create in one statement: Django's `get_or_create` with defaults. */
export function findOrCreate(race: CheckThenCreate, source: SourceCode): Repair | undefined {
  const idiom = race.write.library?.idioms?.findOrCreate;
  const shape = idiom && shapeOf(race, source);
  if (!shape) return undefined;
  const { declaration, name, check, where, defaults, model } = shape;
  const isBound = shape.assigns ? isReassigned : isUsedElsewhere;
  if (isBound(name, check, source)) return undefined;
  const call = idiom(model, source.getText(where), source.getText(defaults));
  const kind = declaration.kind === 'var' ? 'var' : 'const';
  const head = shape.assigns ? `${kind} [${name.name}] = ` : '';
  return {
    kind: 'upsert',
    label: 'Let the database find or create it',
    edits: [
      replaceNode(declaration, `${head}await ${call}${semicolonAfter(source, declaration)}`),
      removeStatement(source, check),
    ],
  };
}

function shapeOf({ read, write }: CheckThenCreate, source: SourceCode): Shape | undefined {
  const declaration = enclosingStatement(read.node);
  const check = ifAround(write.node);
  if (declaration.type !== 'VariableDeclaration' || !check || check.alternate) return undefined;
  const [declarator] = declaration.declarations;
  const isPlain = declaration.declarations.length === 1 && declarator?.id.type === 'Identifier';
  if (!isPlain || source.getTokenAfter(declaration) !== source.getFirstToken(check))
    return undefined;
  const name = declarator.id as TSESTree.Identifier;
  const body = onlyStatement(check.consequent);
  if (!isAwaited(read.node, declarator.init) || !isNegated(check.test, name.name)) return undefined;
  const assigns = isCreating(body, write.node, name.name);
  const where = whereOf(read.node);
  const [defaults] = write.call?.args ?? [];
  const model = modelText(read.node, source);
  if (assigns === undefined || !where || !defaults || model !== modelText(write.node, source)) {
    return undefined;
  }
  if (!model || write.call?.args.length !== 1 || !isSuitable(defaults.node, where, source)) {
    return undefined;
  }
  return { declaration, name, check, where, defaults: defaults.node, model, assigns };
}

function ifAround(node: TSESTree.Node): TSESTree.IfStatement | undefined {
  for (const outer of ancestors(node)) {
    if (outer.type === 'IfStatement') return outer;
    if (isFunction(outer)) return undefined;
  }
  return undefined;
}

function isAwaited(call: TSESTree.Node, init: TSESTree.Expression | null): boolean {
  return init?.type === 'AwaitExpression' && unwrap(init.argument) === call;
}

function isNegated(test: TSESTree.Expression, name: string): boolean {
  if (test.type === 'UnaryExpression' && test.operator === '!') {
    const inner = unwrap(test.argument);
    return inner.type === 'Identifier' && inner.name === name;
  }
  if (test.type !== 'BinaryExpression' || !/^={2,3}$/.test(test.operator)) return false;
  const isNull = test.right.type === 'Literal' && test.right.value === null;
  return isNull && test.left.type === 'Identifier' && test.left.name === name;
}

/** Whether the statement is `name = await create`, `await create`, or neither. */
function isCreating(
  body: TSESTree.Statement | undefined,
  create: TSESTree.Node,
  name: string,
): boolean | undefined {
  if (body?.type !== 'ExpressionStatement') return undefined;
  const { expression } = body;
  const isAssignment = expression.type === 'AssignmentExpression' && expression.operator === '=';
  const awaited = isAssignment ? expression.right : expression;
  if (awaited.type !== 'AwaitExpression' || unwrap(awaited.argument) !== create) return undefined;
  if (!isAssignment) return false;
  return expression.left.type === 'Identifier' && expression.left.name === name ? true : undefined;
}

function whereOf(read: TSESTree.Node): TSESTree.Node | undefined {
  if (read.type !== 'CallExpression' || read.arguments.length !== 1) return undefined;
  const [options] = read.arguments;
  if (options?.type !== 'ObjectExpression' || options.properties.length !== 1) return undefined;
  const [property] = options.properties;
  const isWhere = property?.type === 'Property' && staticName(property) === 'where';
  return isWhere ? property.value : undefined;
}

/**
 * Whether each column that is looked for is created with the same value, and computing the values
 * for nothing does no harm.
 */
function isSuitable(defaults: TSESTree.Node, where: TSESTree.Node, source: SourceCode): boolean {
  if (where.type !== 'ObjectExpression' || defaults.type !== 'ObjectExpression') return false;
  if ([...walk(source, defaults)].some(({ type }) => HAS_EFFECT.test(type))) return false;
  const texts = new Set(
    defaults.properties.map((property) => source.getText(property).replace(/\s+/g, '')),
  );
  return where.properties.every((property) => {
    return property.type === 'Property' && texts.has(source.getText(property).replace(/\s+/g, ''));
  });
}

const HAS_EFFECT = /^(Await|Yield|Assignment|Update)Expression$/;

function modelText(call: TSESTree.Node, source: SourceCode): string | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  return memberPath(call.callee.object) && source.getText(call.callee.object);
}

function isReassigned(
  name: TSESTree.Identifier,
  check: TSESTree.Node,
  source: SourceCode,
): boolean {
  return referencesOf(name, source).some(({ identifier, isWrite }) => {
    return isWrite && identifier !== name && !isInside(identifier, check);
  });
}

function isUsedElsewhere(
  name: TSESTree.Identifier,
  check: TSESTree.Node,
  source: SourceCode,
): boolean {
  return referencesOf(name, source).some(({ identifier }) => {
    return identifier !== name && !isInside(identifier, check);
  });
}

function referencesOf(name: TSESTree.Identifier, source: SourceCode) {
  const declarator = name.parent;
  const [variable] = declarator ? (source.getDeclaredVariables?.(declarator) ?? []) : [];
  return (variable?.references ?? []).map((reference) => ({
    identifier: reference.identifier,
    isWrite: reference.isWrite(),
  }));
}
