import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import { enclosingFunction, isInside } from '../../syntax/enclosing.js';
import { lastName } from '../../syntax/member-path.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { placesOf, variableOf } from '../../syntax/variables.js';
import { walk } from '../../syntax/walk.js';
import { isZero, type Arithmetic } from '../arithmetic.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Variable = TSESLint.Scope.Variable;

/** A written value that is the old one plus or minus an amount. */
export interface WrittenSum extends Arithmetic {
  /** The `const` that names the new value. */
  readonly named: Named | undefined;
  /** The term that is the old value. */
  readonly old: TSESTree.Expression;
  /** Whether nothing counts as zero: `(row.n ?? 0) + 1`. */
  readonly countsFromZero: boolean;
}

/** A variable that is assigned once, where it is declared. */
export interface Named {
  readonly variable: Variable;
  readonly init: TSESTree.Expression;
  readonly declaration: TSESTree.VariableDeclaration;
}

/** The arithmetic of a written value on what the race read; its other term is not the old value. */
export function writtenSum(
  node: TSESTree.Node,
  race: Race,
  source: SourceCode,
): WrittenSum | undefined {
  const named = namedBy(unwrap(node), source);
  const sum = unwrap(named?.init ?? node);
  if (sum.type !== 'BinaryExpression' || sum.left.type === 'PrivateIdentifier') return undefined;
  const { left, operator, right } = sum;
  if (operator !== '+' && operator !== '-') return undefined;
  if (named && !(isSteady(named.init, source) && isHere(named, node))) return undefined;
  const old = race.derivation.node;
  const first = oldValue(left, old, source);
  if (first) return { operator, amount: amountOf(right), named, old: left, ...first };
  const second = operator === '+' ? oldValue(right, old, source) : undefined;
  return second && { operator, amount: amountOf(left), named, old: right, ...second };
}

/** An amount of 1 needs no words. */
function amountOf(node: TSESTree.Expression): TSESTree.Expression | undefined {
  const inner = unwrap(node);
  return inner.type === 'Literal' && inner.value === 1 ? undefined : node;
}

/** The declaration of the only value that the identifier ever has. */
export function namedBy(node: TSESTree.Node, source: SourceCode): Named | undefined {
  const variable = node.type === 'Identifier' ? variableOf(source, node) : undefined;
  const definition = variable?.defs[0];
  if (!variable || definition?.type !== 'Variable' || variable.defs.length !== 1) return undefined;
  const { init, id, parent: declaration } = definition.node;
  const isOnly = declaration.kind === 'const' && declaration.declarations.length === 1;
  return init && id.type === 'Identifier' && isOnly ? { variable, init, declaration } : undefined;
}

function isHere({ declaration }: Named, node: TSESTree.Node): boolean {
  return enclosingFunction(declaration) === enclosingFunction(node);
}

/** Whether the expression may be computed later just as well. */
function isSteady(init: TSESTree.Node, source: SourceCode): boolean {
  return [...walk(source, init)].every(
    ({ type }) => !/^(New|Await|Yield|Assignment|Update)/.test(type),
  );
}

/** Whether the expression is the old value, read as a number or taken as zero where it is missing. */
export function oldValue(
  node: TSESTree.Node,
  old: TSESTree.Node,
  source: SourceCode,
): Pick<WrittenSum, 'countsFromZero'> | undefined {
  const inner = unwrap(node);
  if (inner === old) return { countsFromZero: false };
  switch (inner.type) {
    case 'CallExpression':
      return inner.arguments[0] && NUMBER.test(lastName(inner.callee) ?? '')
        ? oldValue(inner.arguments[0], old, source)
        : undefined;
    case 'AwaitExpression':
      return oldValue(inner.argument, old, source);
    case 'LogicalExpression':
      return isZero(inner.right) && oldValue(inner.left, old, source)
        ? { countsFromZero: true }
        : undefined;
    case 'ConditionalExpression':
      return isZero(inner.alternate) && oldValue(inner.consequent, old, source)
        ? { countsFromZero: true }
        : undefined;
    case 'Identifier': {
      const named = namedBy(inner, source);
      return named && oldValue(named.init, old, source);
    }
    default:
      return undefined;
  }
}

const NUMBER = /^(Number|parseInt|parseFloat)$/;

/** The declarations that nothing uses any more once the given places are gone, but for what is kept of them. */
export function idleDeclarations(
  candidates: readonly (TSESTree.Node | undefined)[],
  gone: readonly TSESTree.Node[],
  kept: TSESTree.Node | undefined,
  source: SourceCode,
): TSESTree.VariableDeclaration[] {
  const idle: TSESTree.VariableDeclaration[] = [];
  for (const candidate of candidates) {
    if (candidate?.type !== 'VariableDeclaration' || candidate.parent.type !== 'BlockStatement')
      continue;
    const variables = source.getDeclaredVariables?.(candidate) ?? [];
    const isIdle = variables.every((variable) =>
      placesOf(variable).every((place) => {
        if (kept && isInside(place, kept)) return false;
        return [...gone, ...idle, candidate].some((node) => isInside(place, node));
      }),
    );
    if (isIdle && candidate.declarations.length === 1 && !idle.includes(candidate))
      idle.push(candidate);
  }
  return idle;
}
