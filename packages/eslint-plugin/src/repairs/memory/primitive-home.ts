import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { insertAfter, type TextEdit } from '../../syntax/edit.js';
import { ancestors, enclosingClass, enclosingFunction } from '../../syntax/enclosing.js';
import { declareAtModuleLevel } from '../../syntax/imports.js';
import { freeName } from '../../syntax/names.js';
import { isNothing, unwrap } from '../../syntax/node-shapes.js';
import { indentOf, styleOf } from '../../syntax/style.js';
import { namedClass } from './memory-place.js';
import { variableOf } from '../../syntax/variables.js';

type SourceCode = Readonly<TSESLint.SourceCode>;
type Class = NonNullable<ReturnType<typeof enclosingClass>>;

/** Where a primitive lives that guards a place: as long as the place, and one for each. */
export interface PrimitiveHome {
  /** Declares the primitive that `value` makes, under the name or one like it. */
  declare(wanted: string, value: string): { name: string; edits: readonly TextEdit[] };
}

export function homeOf(target: TSESTree.Node, source: SourceCode): PrimitiveHome | undefined {
  let root = target;
  while (root.type === 'MemberExpression') root = root.object;
  if (root.type === 'ThisExpression') return inClass(target, source);
  const owner = namedClass(root, source);
  if (owner) return inStatic(owner, source);
  const variable = root.type === 'Identifier' ? variableOf(source, root) : undefined;
  if (!variable) return undefined;
  if (variable.scope.block.type !== 'Program') return inClosure(variable, target, source);
  return {
    declare: (wanted, value) => {
      return declareAtModuleLevel(source, wanted, (name) => `const ${name} = ${value}`);
    },
  };
}

/** Beside the variable, so that there is one for each time the variable is made. */
function inClosure(
  { defs }: TSESLint.Scope.Variable,
  target: TSESTree.Node,
  source: SourceCode,
): PrimitiveHome | undefined {
  const [definition] = defs;
  const declarator = definition?.type === 'Variable' ? definition.node : undefined;
  const declaration = declarator?.parent;
  if (declaration?.parent.type !== 'BlockStatement') return undefined;
  // Another name for what lives elsewhere lives for one call only.
  if (!isMadeHere(declarator?.init) || enclosingFunction(declaration) === enclosingFunction(target))
    return undefined;
  const { eol, semicolon } = styleOf(source);
  return {
    declare(wanted, value) {
      const name = freeName(source, declaration.parent, wanted);
      const code = `${eol}${indentOf(source, declaration)}const ${name} = ${value}${semicolon}`;
      return { name, edits: [insertAfter(declaration, code)] };
    },
  };
}

function isMadeHere(init: TSESTree.Node | null | undefined): boolean {
  if (!init) return true;
  return /^(New|Object|Array)Expression$|^Literal$/.test(unwrap(init).type) || isNothing(init);
}

function inClass(target: TSESTree.Node, source: SourceCode): PrimitiveHome | undefined {
  const owner = enclosingClass(target);
  if (!owner) return undefined;
  if (!isInStatic(target)) {
    return { declare: (wanted, value) => addField(owner, 'this', wanted, value, source) };
  }
  return inStatic(owner, source);
}

function inStatic(owner: Class, source: SourceCode): PrimitiveHome | undefined {
  // `this` may be a subclass, which has no private fields of its own.
  const className = owner.id?.name;
  if (className === undefined) return undefined;
  return { declare: (wanted, value) => addField(owner, className, wanted, value, source) };
}

function isInStatic(node: TSESTree.Node): boolean {
  for (const outer of ancestors(node)) {
    if (outer.type === 'MethodDefinition' || outer.type === 'PropertyDefinition')
      return outer.static;
  }
  return true;
}

function addField(
  owner: Class,
  of: string,
  wanted: string,
  value: string,
  source: SourceCode,
): { name: string; edits: TextEdit[] } {
  const isThere = owner.body.body.some((member) => {
    const isWanted = member.type === 'PropertyDefinition' && nameOf(member)[0] === wanted;
    return isWanted && member.value && source.getText(member.value) === value;
  });
  if (isThere) return { name: `${of}.#${wanted}`, edits: [] };
  const taken = new Set(owner.body.body.flatMap((member) => nameOf(member)));
  let name = wanted;
  for (let suffix = 2; taken.has(name); suffix += 1) name = `${wanted}${suffix}`;
  const { eol, indent, semicolon } = styleOf(source);
  const brace = source.getFirstToken(owner.body);
  const head = `${eol}${indentOf(source, owner)}${indent}${of === 'this' ? '' : 'static '}`;
  const [first] = owner.body.body;
  const gap = first && first.type !== 'PropertyDefinition' ? eol : '';
  const code = `${head}#${name} = ${value}${semicolon}${gap}`;
  return { name: `${of}.#${name}`, edits: brace ? [insertAfter(brace, code)] : [] };
}

function nameOf(member: TSESTree.ClassElement): string[] {
  return 'key' in member && 'name' in member.key ? [String(member.key.name)] : [];
}
