import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { bundleSuite } from './bundle-suite.js';

const packageFolder = fileURLToPath(new URL('../../', import.meta.url));

/** Runs the suite and prints what came of it. */
const suiteProgram = (suite: string) => `
  ${suite}.then(({ passed, failed }) => {
    console.log(failed.length > 0 ? 'wrong: ' + failed.join('; ') : passed + ' tests pass');
  });
`;

/** Holds a lock by `using`, and prints whether it is held inside and outside. */
const usingProgram = (load: string) => `
  ${load}
  async function main() {
    const mutex = new Mutex();
    const held = [];
    {
      using guard = await mutex.acquire();
      held.push(mutex.isLocked);
    }
    held.push(mutex.isLocked);
    console.log(held.join() === 'true,false' ? 'works' : 'wrong: ' + held);
  }
  main();
`;

const loads = {
  mjs: "import { Mutex } from '@interlocked/runtime';",
  cjs: "const { Mutex } = require('@interlocked/runtime');",
};

/** The programs of one thread by what they show, written to `folder`, where the package resolves. */
export async function writeOneThreadPrograms(folder: string): Promise<Record<string, string>> {
  const scope = join(folder, 'node_modules/@interlocked');
  mkdirSync(scope, { recursive: true });
  symlinkSync(packageFolder, join(scope, 'runtime'), 'dir');
  const texts: Record<string, [file: string, text: string]> = {
    'suite of one thread': ['suite.mjs', suiteProgram(await bundleSuite())],
  };
  for (const [extension, load] of Object.entries(loads)) {
    const text = usingProgram(load);
    texts[`using, native, .${extension}`] = [`using.${extension}`, text];
    texts[`using, lowered, .${extension}`] = [`lowered.${extension}`, lower(text, extension)];
  }
  const written = Object.entries(texts).map(([what, [file, text]]) => {
    const path = join(folder, file);
    writeFileSync(path, text);
    return [what, path] as const;
  });
  return Object.fromEntries(written);
}

function lower(text: string, extension: string): string {
  const module = extension === 'mjs' ? ts.ModuleKind.ESNext : ts.ModuleKind.CommonJS;
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module };
  return ts.transpileModule(text, { compilerOptions }).outputText;
}
