import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { FIXTURES } from './harness/lint.js';

/** The code of a repaired file must be as well typed as what it came from; `flow` is syntax alone. */
test('fixtures and repaired fixtures type-check', { timeout: 60_000 }, () => {
  const { config } = ts.readConfigFile(path.join(FIXTURES, 'tsconfig.json'), (file) =>
    ts.sys.readFile(file),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, FIXTURES);
  const files = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?tsx?$/.test(name) && !name.startsWith('flow'))
    .map((name) => path.join(FIXTURES, name));
  const program = ts.createProgram(files, options);
  const errors = ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const { file, start = 0, messageText } = diagnostic;
    const line = file ? file.getLineAndCharacterOfPosition(start).line + 1 : 0;
    const name = file ? path.relative(FIXTURES, file.fileName) : '';
    return `${name}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
  });
  expect(errors).toEqual([]);
});
