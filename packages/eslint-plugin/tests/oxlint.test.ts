import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, test } from 'vitest';
import plugin from '../src/index.js';
import { allFixtures, FIXTURES } from './harness/fixture.js';
import { lint, type Preset } from './harness/lint.js';

const HOST = path.resolve(import.meta.dirname, '../../../hosts/oxlint/package.json');
const BUILT = path.resolve(import.meta.dirname, '../dist/index.js');
const FILES_AT_ONCE = 100;

const folder = mkdtempSync(path.join(tmpdir(), 'interlocked-oxlint-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Diagnostic {
  readonly message: string;
  readonly code: string;
  readonly filename: string;
  readonly labels: readonly { readonly span: { readonly line: number } }[];
}

/** What oxlint, with our plugin as one of its own, says of the files. */
async function oxlint(files: readonly string[], preset: Preset): Promise<string[]> {
  const config = path.join(folder, `${preset}.json`);
  const rules = Object.entries(plugin.configs[preset].rules ?? {});
  const ours = rules.filter(([name]) => name.startsWith('@interlocked/'));
  writeFileSync(
    config,
    JSON.stringify({
      jsPlugins: [BUILT],
      categories: { correctness: 'off' },
      rules: Object.fromEntries(ours),
    }),
  );
  const program = path.join(
    path.dirname(createRequire(HOST).resolve('oxlint/package.json')),
    'bin/oxlint',
  );
  const args = [program, '--config', config, '--format', 'json', '--no-ignore', ...files];
  const run = promisify(execFile)(process.execPath, args, { cwd: FIXTURES, maxBuffer: 1 << 26 });
  // It ends with 1 where something is reported.
  const { stdout } = await run.catch((error: { stdout: string }) => error);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  return diagnostics.map(({ message, code, filename, labels: [label] }) => {
    const rule = code.replace(/^@interlocked\((.*)\)$/, '$1');
    return `${filename}:${label?.span.line} ${rule}: ${message}`;
  });
}

// oxlint lends its plugins no parser, by which they could read other files.
const fixtures = allFixtures().filter(({ typed, settings, readsFiles }) => {
  return !typed && !settings && !readsFiles;
});

describe.each(['recommended', 'strict'] as const)('oxlint, %s', (preset) => {
  const named = fixtures.filter((fixture) => fixture.preset === preset);
  const groups = Array.from({ length: Math.ceil(named.length / FILES_AT_ONCE) }, (_, at) => {
    return { at, files: named.slice(at * FILES_AT_ONCE, (at + 1) * FILES_AT_ONCE) };
  });

  test.each(groups)('group $at of the fixtures: as under ESLint', async ({ files }) => {
    const wanted = files.flatMap((fixture) => {
      return lint(fixture.text, fixture).map(({ line, ruleId, message }) => {
        return `${fixture.name}:${line} ${ruleId?.replace('@interlocked/', '')}: ${message}`;
      });
    });
    const found = await oxlint(
      files.map(({ name }) => name),
      preset,
    );
    expect(found.sort()).toEqual(wanted.sort());
    expect(found.length).toBeGreaterThan(0);
  });
});
