import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { FIXTURES } from './harness/fixture.js';

const FOLDER = path.join(FIXTURES, 'shared-memory');

test('fixtures of shared memory type-check, before and after their repairs', () => {
  const { config } = ts.readConfigFile(path.join(FIXTURES, 'tsconfig.json'), (file) =>
    ts.sys.readFile(file),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, FIXTURES);
  const names = readdirSync(FOLDER).filter((name) => name.endsWith('.ts'));
  const program = ts.createProgram(
    names.map((name) => path.join(FOLDER, name)),
    options,
  );
  const errors = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const { file, start = 0, messageText } = diagnostic;
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const name = path.basename(file?.fileName ?? '');
    return `${name}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  expect(errors).toEqual([]);
});
