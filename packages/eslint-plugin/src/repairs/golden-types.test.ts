import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';

import { FIXTURES } from '../../tests/harness/fixture.js';

const FOLDERS = [
  'libraries/sequelize',
  'libraries/pg',
  'libraries/active-record',
  'memory',
  'hazards',
  'locks',
  'repairs',
];
const RUNTIME = path.resolve(FIXTURES, '../../runtime/src/index.ts');

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2024.d.ts', 'lib.esnext.disposable.d.ts', 'lib.dom.d.ts'],
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  strict: true,
  noEmit: true,
  experimentalDecorators: true,
  skipLibCheck: true,
  types: [],
  paths: { '@interlocked/runtime': [RUNTIME] },
};

test('what repairs give type-checks, and so does what they start from', () => {
  const program = ts.createProgram(FOLDERS.flatMap(filesOf), OPTIONS);
  const found = ts
    .getPreEmitDiagnostics(program)
    .filter(({ file }) => file?.fileName.startsWith(FIXTURES))
    .map(({ file, start, messageText }) => {
      const line = file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0;
      const name = path.relative(FIXTURES, file?.fileName ?? '');
      return `${name}:${line + 1} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  expect(found).toEqual([]);
}, 60_000);

function filesOf(folder: string): string[] {
  const names = readdirSync(path.join(FIXTURES, folder)).filter((name) => /\.ts$/.test(name));
  return names.map((name) => path.join(FIXTURES, folder, name));
}
