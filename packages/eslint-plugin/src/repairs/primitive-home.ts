import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import { insertAfter, type TextEdit } from '../syntax/edit.js';
import { ancestors, enclosingClass } from '../syntax/enclosing.js';
import { declareAtModuleLevel } from '../syntax/imports.js';
import { indentOf, styleOf } from '../syntax/style.js';
import { variableOf } from '../syntax/variables.js';

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
  const scope = root.type === 'Identifier' ? variableOf(source, root)?.scope : undefined;
  // A closure's own variable has many instances; a module's has one.
  if (scope?.block.type !== 'Program') return undefined;
  return {
    declare: (wanted, value) => {
      return declareAtModuleLevel(source, wanted, (name) => `const ${name} = ${value}`);
    },
  };
}

function inClass(target: TSESTree.Node, source: SourceCode): PrimitiveHome | undefined {
  const owner = enclosingClass(target);
  if (!owner || isInStatic(target)) return undefined;
  return { declare: (wanted, value) => addField(owner, wanted, value, source) };
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
  wanted: string,
  value: string,
  source: SourceCode,
): { name: string; edits: TextEdit[] } {
  const taken = new Set(owner.body.body.flatMap((member) => nameOf(member)));
  let name = wanted;
  for (let suffix = 2; taken.has(name); suffix += 1) name = `${wanted}${suffix}`;
  const { eol, indent, semicolon } = styleOf(source);
  const brace = source.getFirstToken(owner.body);
  const code = `${eol}${indentOf(source, owner)}${indent}#${name} = ${value}${semicolon}`;
  return { name: `this.#${name}`, edits: brace ? [insertAfter(brace, code)] : [] };
}

function nameOf(member: TSESTree.ClassElement): string[] {
  return 'key' in member && 'name' in member.key ? [String(member.key.name)] : [];
}
