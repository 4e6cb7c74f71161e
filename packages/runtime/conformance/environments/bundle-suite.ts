import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';

const runtime = fileURLToPath(new URL('../../', import.meta.url));
const PRIMITIVES =
  /^src\/(?:mutex|semaphore|rw-lock|keyed-|guarded|single-flight|serial-executor|condition|latch|barrier|event|once|web-locks)/;

/** The files whose tests need nothing but the language, timers and `AbortSignal`. */
function testFiles(): string[] {
  const files = ['src', 'conformance'].flatMap((folder) =>
    readdirSync(join(runtime, folder), { recursive: true, encoding: 'utf8' }).map(
      (file) => `${folder}/${file}`,
    ),
  );
  const laws = /^conformance\/(?:lock-laws|gathering-laws|sharing-laws|key-set-laws|misuse)/;
  return files
    .filter((file) => file.endsWith('.test.ts') && (PRIMITIVES.test(file) || laws.test(file)))
    .sort();
}

/**
 * The suite of one thread as the text of one function: it defines the tests of every file above and
 * runs them, wherever it is called.
 */
export async function bundleSuite(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'interlocked-suite-'));
  try {
    const contents = [
      ...testFiles().map((file) => `import '${runtime}${file}';`),
      "export { runAll } from 'vitest';",
    ].join('\n');
    const entry = join(folder, 'suite.ts');
    writeFileSync(entry, contents);
    await build({
      config: false,
      silent: true,
      entry: { suite: entry },
      outDir: folder,
      format: 'iife',
      globalName: 'suite',
      platform: 'neutral',
      target: 'es2022',
      noExternal: [/.*/],
      esbuildOptions: (options) => {
        // The package has no side effects, but its tests are nothing else.
        options.ignoreAnnotations = true;
        options.mainFields = ['module', 'main'];
        options.conditions = ['import', 'browser'];
      },
      esbuildPlugins: [
        {
          name: 'suite',
          setup(bundler) {
            bundler.onResolve({ filter: /^vitest$/ }, () => ({
              path: fileURLToPath(new URL('plain-vitest.ts', import.meta.url)),
            }));
          },
        },
      ],
    });
    const text = readFileSync(join(folder, 'suite.global.js'), 'utf8');
    return `(() => { ${text}\nreturn suite.runAll(); })()`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
