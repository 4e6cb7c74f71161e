import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractDepcruiseOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const CONFIG = fileURLToPath(new URL('../.dependency-cruiser.cjs', import.meta.url));
const PLUGIN = 'packages/eslint-plugin/src';
const RUNTIME = 'packages/runtime/src';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'interlocked-layers-'));
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

describe('a planted import that is reported', () => {
  it.each([
    ['plugin-syntax-imports-up', `${PLUGIN}/syntax/a.ts`, `${PLUGIN}/flow/b.ts`],
    ['plugin-flow-imports-up', `${PLUGIN}/flow/a.ts`, `${PLUGIN}/effects/b.ts`],
    ['plugin-effects-imports-up', `${PLUGIN}/effects/a.ts`, `${PLUGIN}/libraries/b.ts`],
    ['plugin-libraries-imports-up', `${PLUGIN}/libraries/a.ts`, `${PLUGIN}/repairs/b.ts`],
    ['plugin-analyses-imports-up', `${PLUGIN}/analyses/a.ts`, `${PLUGIN}/libraries/b.ts`],
    ['plugin-repairs-imports-up', `${PLUGIN}/repairs/a.ts`, `${PLUGIN}/rules/b.ts`],
    ['plugin-settings-imports-up', `${PLUGIN}/settings/a.ts`, `${PLUGIN}/rules/b.ts`],
    ['plugin-rules-imports-up', `${PLUGIN}/rules/a.ts`, `${PLUGIN}/configs.ts`],
    [
      'runtime-src-imports-conformance',
      `${RUNTIME}/mutex/mutex.ts`,
      'packages/runtime/conformance/laws/exclusion.ts',
    ],
    ['runtime-src-imports-bench', `${RUNTIME}/index.ts`, 'packages/runtime/bench/harness.ts'],
    [
      'runtime-primitive-imports-insides',
      `${RUNTIME}/keyed-mutex/keyed-mutex.ts`,
      `${RUNTIME}/mutex/waiter.ts`,
    ],
    [
      'runtime-internal-imports-primitive',
      `${RUNTIME}/internal/wait-queue.ts`,
      `${RUNTIME}/mutex/mutex.ts`,
    ],
    ['runtime-imports-entry', `${RUNTIME}/mutex/mutex.ts`, `${RUNTIME}/index.ts`],
    ['dist-by-path', 'examples/shop/src/main.ts', 'packages/runtime/dist/index.js'],
    ['across-packages-by-path', `${PLUGIN}/rules/a.ts`, `${RUNTIME}/mutex/mutex.ts`],
  ])('%s: %s imports %s', async (rule, importer, imported) => {
    await plant(importer, importOf(importer, imported));
    await plant(imported, 'export const there = 1;\n');

    expect(await findBreaches()).toContain(rule);
  });

  it('cycle: two files that import each other', async () => {
    const [a, b] = [`${PLUGIN}/flow/a.ts`, `${PLUGIN}/flow/b.ts`] as const;
    await plant(a, `${importOf(a, b)}export const there = 1;\n`);
    await plant(b, `${importOf(b, a)}export const there = 2;\n`);

    expect(await findBreaches()).toContain('cycle');
  });

  it('unresolvable: an import of a file that is not there', async () => {
    await plant(`${PLUGIN}/flow/a.ts`, importOf(`${PLUGIN}/flow/a.ts`, `${PLUGIN}/flow/gone.ts`));

    expect(await findBreaches()).toEqual(['unresolvable']);
  });
});

describe('a planted import that is fine', () => {
  it.each([
    [`${PLUGIN}/rules/a.ts`, `${PLUGIN}/syntax/b.ts`],
    [`${PLUGIN}/rules/a.ts`, `${PLUGIN}/libraries/index.ts`],
    [`${PLUGIN}/libraries/a.ts`, `${PLUGIN}/effects/b.ts`],
    [`${PLUGIN}/configs.ts`, `${PLUGIN}/rules/b.ts`],
    [`${RUNTIME}/keyed-mutex/keyed-mutex.ts`, `${RUNTIME}/mutex/mutex.ts`],
    [`${RUNTIME}/mutex/mutex.ts`, `${RUNTIME}/internal/wait-queue.ts`],
    ['packages/runtime/conformance/laws/exclusion.ts', `${RUNTIME}/mutex/mutex.ts`],
    [`${RUNTIME}/mutex/mutex.bench.ts`, 'packages/runtime/bench/harness.ts'],
  ])('%s imports %s', async (importer, imported) => {
    await plant(importer, importOf(importer, imported));
    await plant(imported, 'export const there = 1;\n');

    expect(await findBreaches()).toEqual([]);
  });
});

async function plant(path: string, text: string): Promise<void> {
  const file = join(root, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

function importOf(importer: string, imported: string): string {
  const path = relative(dirname(importer), imported).replace(/\.ts$/, '.js');
  const specifier = path.startsWith('.') ? path : `./${path}`;
  return `import { there as theirs } from '${specifier}';\nexport const mine = theirs;\n`;
}

async function findBreaches(): Promise<string[]> {
  const options = await extractDepcruiseOptions(CONFIG);
  const { output } = await cruise(['.'], { ...options, baseDir: root });
  return (output as ICruiseResult).summary.violations.map((violation) => violation.rule.name);
}
