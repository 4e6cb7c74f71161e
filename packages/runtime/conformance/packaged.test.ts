import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { afterAll, describe, expect, it } from 'vitest';
import type * as diagnostics from '../src/diagnostics/index.js';
import type * as runtime from '../src/index.js';

const require = createRequire(import.meta.url);
const packageFolder = fileURLToPath(new URL('..', import.meta.url));
const { exports } = require('../package.json') as { exports: Record<string, object | string> };
const entries = Object.keys(exports)
  // Of `register`, what matters is that it was loaded; `runners.test.ts` does that.
  .filter((entry) => entry !== './package.json' && entry !== './testing/register')
  .map((entry) => `@interlocked/runtime${entry.slice(1)}`);

/** Inside the package, whose own name then resolves by its `exports`. */
const folder = mkdtempSync(join(packageFolder, 'dist/.packaged-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(entries)('%s', (entry) => {
  it('has the same under import and require', async () => {
    const imported = (await import(entry)) as object;
    const required = require(entry) as object;
    expect(Object.keys(required).sort()).toEqual(Object.keys(imported).sort());
    expect(Object.keys(imported).length).toBeGreaterThan(0);
  });
});

describe('diagnostics of the shipped package', () => {
  const entries = [
    ['import', (entry: string) => import(entry) as Promise<object>],
    ['require', (entry: string) => Promise.resolve(require(entry) as object)],
  ] as const;

  it.each(entries)('see the locks of the main entry, by %s', async (_how, load) => {
    const { Mutex } = (await load('@interlocked/runtime')) as typeof runtime;
    const { enableDiagnostics } = (await load(
      '@interlocked/runtime/diagnostics',
    )) as typeof diagnostics;
    const disable = enableDiagnostics();
    const mutex = new Mutex();
    const run = mutex.runExclusive(() => mutex.runExclusive(() => 'never'));
    await expect(run).rejects.toMatchObject({ code: 'ERR_DEADLOCK' });
    disable();
  });
});

const program = (load: string) => `
  ${load}
  async function main() {
    const mutex = new Mutex();
    const accounts = new KeyedMutex<string>();
    {
      using guard = await mutex.acquire({ timeoutMs: 10 });
      using other = await accounts.acquire('ada');
      console.log(mutex.isLocked, accounts.isLocked('ada'), guard === other);
    }
    console.log(mutex.isLocked, accounts.size);
  }
  void main();
`;

describe('a program that uses guards with `using`, lowered', () => {
  it.each([
    ['mjs', ts.ModuleKind.ESNext, "import { KeyedMutex, Mutex } from '@interlocked/runtime';"],
    [
      'cjs',
      ts.ModuleKind.CommonJS,
      "const { KeyedMutex, Mutex } = require('@interlocked/runtime');",
    ],
  ])('runs as .%s', (extension, module, load) => {
    const { outputText } = ts.transpileModule(program(load), {
      compilerOptions: { target: ts.ScriptTarget.ES2022, module },
    });
    expect(outputText).not.toContain('using guard');
    const file = join(folder, `program.${extension}`);
    writeFileSync(file, outputText);
    expect(execFileSync(process.execPath, [file], { encoding: 'utf8' })).toBe(
      'true true false\nfalse 0\n',
    );
  });
});
