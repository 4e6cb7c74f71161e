import type { TSESTree } from '@typescript-eslint/utils';

import { requiredModule } from '../../syntax/module-kind.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import type { Variable } from '../state.js';

/** Where a variable comes from: the module, and the name it has there. */
export interface ImportedName {
  readonly module: string;
  /** `default` for what the module is or exports by default, `*` for a namespace. */
  readonly name: string;
}

/** What an `import` or a `require` binds to the variable. */
export function importedAs(variable: Variable): ImportedName | undefined {
  const [definition] = variable.defs;
  if (definition?.type === 'ImportBinding') return byImport(definition);
  if (definition?.type !== 'Variable' || !definition.node.init) return undefined;
  return byRequire(definition.node, definition.name);
}

type Binding = Extract<Variable['defs'][number], { type: 'ImportBinding' }>;

function byImport({ node, parent }: Binding): ImportedName | undefined {
  if (parent?.type !== 'ImportDeclaration') return undefined;
  // Half-typed code may be imported from anything.
  const module: unknown = parent.source.value;
  if (typeof module !== 'string') return undefined;
  if (node.type === 'ImportNamespaceSpecifier') return { module, name: '*' };
  if (node.type !== 'ImportSpecifier') return { module, name: 'default' };
  return { module, name: 'name' in node.imported ? node.imported.name : node.imported.value };
}

function byRequire(
  { id, init }: TSESTree.VariableDeclarator,
  name: TSESTree.Node,
): ImportedName | undefined {
  const inner = init && (unwrap(init) as TSESTree.Expression);
  const isDefault = inner?.type === 'MemberExpression' && staticName(inner) === 'default';
  const module = requiredModule(isDefault ? inner.object : inner);
  if (module === undefined) return undefined;
  if (id.type === 'Identifier') return { module, name: 'default' };
  if (id.type !== 'ObjectPattern') return undefined;
  for (const property of id.properties) {
    const isIt = property.type === 'Property' && property.value === name;
    if (isIt) return { module, name: staticName(property) ?? 'default' };
  }
  return undefined;
}

/** `async-mutex` of `async-mutex/lib/mutex`; `@a/b` of `@a/b/c`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}
