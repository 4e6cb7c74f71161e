import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

const recorderSource = fileURLToPath(new URL('./recorder.ts', import.meta.url));

/** A shop as JavaScript, and the recorder that is loaded before it. */
export interface BuiltShop {
  readonly server: string;
  readonly recorder: string;
}

async function compile(source: string, target: string): Promise<void> {
  const { outputText } = ts.transpileModule(await readFile(source, 'utf8'), {
    fileName: source,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  });
  await writeFile(target, outputText);
}

/** Compiles the TypeScript of a shop, as a service is before it is deployed. */
export async function buildShop(sourceFolder: string, targetFolder: string): Promise<BuiltShop> {
  await mkdir(targetFolder, { recursive: true });
  const files = (await readdir(sourceFolder)).filter((name) => name.endsWith('.ts'));
  await Promise.all(
    files.map((name) =>
      compile(join(sourceFolder, name), join(targetFolder, name.replace(/\.ts$/, '.js'))),
    ),
  );
  const recorder = join(targetFolder, 'recorder.js');
  await compile(recorderSource, recorder);
  return { server: join(targetFolder, 'server.js'), recorder };
}
