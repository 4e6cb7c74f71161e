import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as parser from '@typescript-eslint/parser';
import type { TSESTree } from '@typescript-eslint/utils';
import { describe, expect, test } from 'vitest';

import { FIXTURES } from '../../tests/harness/fixture.js';
import { printGraph } from '../../tests/harness/print-graph.js';
import { graphOf } from './build-graph.js';
import type { FunctionNode } from './graph.js';

const FOLDER = path.join(FIXTURES, 'flow');

const fixtures = readdirSync(FOLDER)
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.d.'))
  .map((name) => ({ name, text: readFileSync(path.join(FOLDER, name), 'utf8') }));

describe.each(fixtures)('$name', ({ name, text }) => {
  test('has the graphs that are drawn beside it', async () => {
    const ast = parse(text, name);
    const roots = [...functionsOf(ast)];
    const drawn = roots.map((fn) => `${headOf(fn, text)}\n${printGraph(graphOf(fn), text)}`);
    const drawing = path.join(FOLDER, name.replace(/\.tsx?$/, '.graph.txt'));
    await expect(drawn.join('\n')).toMatchFileSnapshot(drawing);
  });
});

function parse(text: string, name: string): TSESTree.Program {
  const jsx = name.endsWith('x');
  return parser.parseForESLint(text, { range: true, loc: true, jsx }).ast;
}

/** The program where it has code of its own, then the functions that stand at its top level. */
function* functionsOf(ast: TSESTree.Program): Generator<FunctionNode | TSESTree.Program> {
  const functions = ast.body.flatMap((node) => {
    const inner = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    return inner?.type === 'FunctionDeclaration' ? [inner] : [];
  });
  if (functions.length === 0) yield ast;
  yield* functions;
}

function headOf(root: FunctionNode | TSESTree.Program, text: string): string {
  if (root.type === 'Program') return '# the program';
  const head = text.slice(root.range[0], root.body.range[0]).replace(/\s+/g, ' ').trim();
  return `# ${head}`;
}
