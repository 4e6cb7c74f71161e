import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { TextEdit } from './edit.js';
import { appendToList } from './list.js';
import { insertImport } from './module-head.js';
import { requiredModule } from './module-kind.js';
import { freeName, isShadowed } from './names.js';
import { quoted, styleOf } from './style.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

interface Required {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** The value `exportName` of the module, in a file that takes others by `require`. */
export function requireValue(source: SourceCode, moduleName: string, exportName: string): Required {
  const bindings = topLevelBindings(source.ast, moduleName);
  for (const binding of bindings) {
    const name = nameIn(binding, exportName);
    if (name !== undefined && !isShadowed(source, name.split('.')[0] ?? '')) {
      return { name, edits: [] };
    }
  }
  return addRequire(source, bindings, moduleName, exportName);
}

function topLevelBindings(ast: TSESTree.Program, moduleName: string): TSESTree.Node[] {
  return ast.body
    .flatMap((node) => (node.type === 'VariableDeclaration' ? node.declarations : []))
    .filter(({ init }) => requiredModule(init) === moduleName)
    .map(({ id }) => id);
}

function nameIn(binding: TSESTree.Node, exportName: string): string | undefined {
  if (binding.type === 'Identifier') return `${binding.name}.${exportName}`;
  if (binding.type !== 'ObjectPattern') return undefined;
  for (const property of binding.properties) {
    if (property.type !== 'Property' || property.computed) continue;
    if (!('name' in property.key) || property.key.name !== exportName) continue;
    if (property.value.type === 'Identifier') return property.value.name;
  }
  return undefined;
}

function addRequire(
  source: SourceCode,
  bindings: readonly TSESTree.Node[],
  moduleName: string,
  exportName: string,
): Required {
  const name = freeName(source, source.ast, exportName);
  const clause = name === exportName ? name : `${exportName}: ${name}`;
  const last = bindings
    .map((node) => (node.type === 'ObjectPattern' ? node.properties.at(-1) : undefined))
    .find((property) => property?.type === 'Property');
  if (last) return { name, edits: [appendToList(source, last, clause)] };
  const { semicolon } = styleOf(source);
  const code = `const { ${clause} } = require(${quoted(source, moduleName)})${semicolon}`;
  return { name, edits: [insertImport(source, code)] };
}
