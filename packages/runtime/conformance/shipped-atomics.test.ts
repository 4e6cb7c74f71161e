import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';
import { Explorer } from './model/explorer.js';

/** The names to which the explorer gives another meaning. */
const replaced = Object.keys(new Explorer().platform);

/** Which of those names a file gives a meaning of its own: by a declaration, a parameter, an import. */
function findRebound(text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const name = (node as Partial<ts.NamedDeclaration>).name;
    const isBinding =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionLike(node) ||
      ts.isClassLike(node) ||
      ts.isImportSpecifier(node) ||
      ts.isNamespaceImport(node);
    if (isBinding && name && ts.isIdentifier(name) && replaced.includes(name.text)) {
      found.push(name.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('built.js', text, ts.ScriptTarget.Latest, true));
  return found;
}

const folder = new URL('../dist/', import.meta.url);
const built = readdirSync(folder)
  .filter((file) => /\.(js|cjs)$/.test(file))
  .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const);

it('the built files use shared memory by the names of the language alone', () => {
  const operations = built.flatMap(([, text]) => text.match(/\bAtomics\.\w+(?=\()/g) ?? []);
  expect(new Set(operations).size).toBeGreaterThan(8);
  expect(built.flatMap(([file, text]) => findRebound(text).map((name) => [file, name]))).toEqual(
    [],
  );
});

it('the built files have nothing of the explorer', () => {
  const traces = /ModelBuffer|LawBroken|conformance\/|#perform\b/;
  expect(built.filter(([, text]) => traces.test(text)).map(([file]) => file)).toEqual([]);
});

it.each([
  'const Atomics = memory.atomics;',
  'function load(Atomics) {}',
  "import { Atomics } from './memory.js';",
  'const { Int32Array } = platform;',
  'class SharedArrayBuffer {}',
])('a build that goes through an interface would be found: %s', (text) => {
  expect(findRebound(text)).toHaveLength(1);
});
