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

const SOURCE = /\.c?[jt]sx?$/;

const fixtures = readdirSync(FOLDER)
  .filter((name) => SOURCE.test(name) && !name.includes('.d.'))
  .map((name) => ({ name, text: readFileSync(path.join(FOLDER, name), 'utf8') }));

describe.each(fixtures)('$name', ({ name, text }) => {
  test('has the graphs that are drawn beside it', async () => {
    const ast = parse(text, name);
    const drawn = rootsOf(ast).map((root) => {
      return `${headOf(root, text)}\n${printGraph(graphOf(root.node), text)}`;
    });
    const drawing = path.join(FOLDER, name.replace(SOURCE, '.graph.txt'));
    await expect(drawn.join('\n')).toMatchFileSnapshot(drawing);
  });
});

function parse(text: string, name: string): TSESTree.Program {
  const jsx = name.endsWith('x');
  return parser.parseForESLint(text, { range: true, loc: true, jsx }).ast;
}

interface Root {
  readonly node: FunctionNode | TSESTree.Program;
  /** Where the text of its head begins: a method's name stands before the function. */
  readonly start: number;
}

/** The functions at the top level and the methods of exported classes; without any, the program. */
function rootsOf(ast: TSESTree.Program): Root[] {
  const roots = ast.body.flatMap((node): Root[] => {
    const inner = node.type === 'ExportNamedDeclaration' ? node.declaration : node;
    if (inner?.type === 'FunctionDeclaration') return [{ node: inner, start: inner.range[0] }];
    return inner !== node && inner?.type === 'ClassDeclaration' ? methodsOf(inner) : [];
  });
  return roots.length === 0 ? [{ node: ast, start: 0 }] : roots;
}

function methodsOf({ body }: TSESTree.ClassDeclaration): Root[] {
  return body.body.flatMap((member) => {
    if (member.type !== 'MethodDefinition' || member.value.type !== 'FunctionExpression') return [];
    return [{ node: member.value, start: member.range[0] }];
  });
}

function headOf({ node, start }: Root, text: string): string {
  if (node.type === 'Program') return '# the program';
  return `# ${text.slice(start, node.body.range[0]).replace(/\s+/g, ' ').trim()}`;
}
