import { createRequire } from 'node:module';
import path from 'node:path';
import * as typescriptParser from '@typescript-eslint/parser';
import type { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import plugin from '../src/index.js';
import { allFixtures, FIXTURES } from './harness/fixture.js';
import './harness/lint.js';
import { toJavaScript } from './harness/to-javascript.js';

/** Babel's parser for this Node knows no ESLint 10. */
const fromHost = createRequire(
  path.resolve(import.meta.dirname, '../../../hosts/eslint-9/package.json'),
);
const { Linter: Host } = fromHost('eslint') as { Linter: typeof Linter };
const host = new Host({ configType: 'flat', cwd: FIXTURES });

/** A dialect of JavaScript: its parser, and how a script stands in a file of it, from line 2. */
interface Dialect {
  readonly name: string;
  readonly extension: string;
  readonly parser: unknown;
  readonly parserOptions?: object;
  readonly wrap: (script: string) => string;
}

const plain = (script: string): string => `\n${script}`;
const withFlow = (script: string): string => {
  return `/* @flow */ type Id = number; opaque type Key: string = string;\n${script}`;
};
const inVue = (script: string): string => {
  return `<script>\n${script}\n</script>\n<template><p @click="x += 1">{{ x }}</p></template>\n`;
};
const inSvelte = (script: string): string => `<script>\n${script}\n</script>\n<p>{1 + 1}</p>\n`;

const byBabel = {
  extension: 'js',
  parser: fromHost('@babel/eslint-parser') as unknown,
  parserOptions: {
    requireConfigFile: false,
    babelOptions: {
      babelrc: false,
      configFile: false,
      presets: [fromHost.resolve('@babel/preset-flow')],
    },
  },
};
const byVue = { extension: 'vue', parser: fromHost('vue-eslint-parser') as unknown, wrap: inVue };
const bySvelte = {
  extension: 'svelte',
  parser: fromHost('svelte-eslint-parser') as unknown,
  wrap: inSvelte,
};
const byHermes = { extension: 'js', parser: fromHost('hermes-eslint') as unknown, wrap: withFlow };

const espree: Dialect = {
  name: 'espree',
  extension: 'js',
  parser: fromHost('espree') as unknown,
  wrap: plain,
};
const dialects: readonly Dialect[] = [
  { name: 'Vue', ...byVue },
  { name: 'Vue with TypeScript', ...byVue, parserOptions: { parser: typescriptParser } },
  { name: 'Svelte', ...bySvelte },
  { name: 'Svelte with TypeScript', ...bySvelte, parserOptions: { parser: typescriptParser } },
  { name: 'Babel', ...byBabel, wrap: plain },
  { name: 'Flow by Babel', ...byBabel, wrap: withFlow },
  { name: 'Flow by Hermes', ...byHermes },
];

/** One fixture of each kind of race and look-alike; how each library looks is asked elsewhere. */
const scripts = allFixtures()
  .filter(({ name, preset, settings }) => {
    const isPlain = preset === 'recommended' && !settings && name.endsWith('.ts');
    return isPlain && /^(hazards|stored|memory|locks|libraries\/sequelize)\//.test(name);
  })
  .map(({ name, filename, text }) => {
    const script = toJavaScript(text);
    return { name, filename, text: script, expected: verdicts(script, espree, filename) };
  });

describe.each(dialects)('$name', (dialect) => {
  test.each(scripts)('$name: as plain JavaScript', ({ filename, text, expected }) => {
    expect(verdicts(text, dialect, filename)).toEqual(expected);
  });
});

test('the fixtures hold races of every kind', () => {
  const all = scripts.flatMap(({ expected }) => expected);

  expect(all.length).toBeGreaterThan(200);
  expect(all.filter((verdict) => verdict.includes('Parsing error'))).toEqual([]);
});

function verdicts(text: string, dialect: Dialect, filename: string): string[] {
  const { extension, parser, parserOptions, wrap } = dialect;
  const config = {
    ...plugin.configs.recommended,
    files: ['**/*.{js,vue,svelte}'],
    languageOptions: {
      parser,
      parserOptions: { ecmaVersion: 'latest', sourceType: 'module', ...parserOptions },
    },
  };
  const name = filename.replace(/ts$/, extension);
  const reports = host.verify(wrap(text), [config] as Linter.Config[], { filename: name });
  return reports.map(({ ruleId, line, message }) => `${line} ${ruleId}: ${message}`);
}
