import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type typescript from 'typescript';
import { afterAll, expect, it } from 'vitest';

const require = createRequire(import.meta.url);
const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/** Inside the package, whose own name then resolves by its `exports`. */
const folder = mkdtempSync(join(packageFolder, 'dist/.types-'));
afterAll(() => rmSync(folder, { recursive: true }));

const { exports } = require('../package.json') as { exports: Record<string, object | string> };
const entries = Object.keys(exports)
  .filter((entry) => entry !== './package.json')
  .map((entry) => `@interlocked/runtime${entry.slice(1)}`);

const program = `
  ${entries.map((entry, i) => `export * as entry${i} from '${entry}';`).join('\n')}
  import { Guarded, KeyedMutex, Mutex, Semaphore, SingleFlight } from '@interlocked/runtime';

  export async function use(signal: AbortSignal | undefined, timeoutMs?: number) {
    const keyed = new KeyedMutex<number>({ maxWaiting: 3 });
    using guard = await new Mutex().acquire({ signal, timeoutMs });
    const text: string = await keyed.runExclusive(1, () => 'text', { priority: 1 });
    const length: number = await new Semaphore(2).runExclusive(async () => text.length);
    const flight = new SingleFlight<string, number>();
    const shared: (name: string) => Promise<number> = flight.wrap((name) => name.length, (n) => n);
    const total: number = await new Guarded(length).update((n) => n + 1);
    guard.release();
    return total + (await shared(text));
  }

  export const mistakes = [
    // @ts-expect-error a callback is needed
    () => new Mutex().runExclusive(),
    // @ts-expect-error a key of another type
    () => new KeyedMutex<number>().acquire('one'),
    // @ts-expect-error no such option
    () => new Mutex().acquire({ timeout: 5 }),
  ];
`;

const compilers = ['typescript-5.7', 'typescript-5.8', 'typescript-5.9', 'typescript'];

it.each(compilers)('the types of every entry hold under %s, by import and by require', (name) => {
  const ts = require(name) as typeof typescript;
  const files = ['mts', 'cts'].map((extension) => join(folder, `program.${extension}`));
  for (const file of files) writeFileSync(file, program);
  const compiled = ts.createProgram(files, {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    // Our declarations are checked too.
    skipDefaultLibCheck: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.esnext.disposable.d.ts'],
    types: [],
  });
  const found = ts.getPreEmitDiagnostics(compiled).map(({ messageText, file }) => {
    return `${file?.fileName}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
  });
  expect(found).toEqual([]);
});
