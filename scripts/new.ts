import { fileURLToPath } from 'node:url';
import { ScaffoldError, writeScaffold } from './new/write-scaffold.js';

const USAGE = `Usage: npm run new -- <kind> <name>

  npm run new -- rule no-lost-update     a rule of the plugin
  npm run new -- library prisma          a library that the plugin knows
  npm run new -- primitive keyed-mutex   a primitive of the runtime

Writes stubs, whose tests fail, into the right places, and says what is left to write.`;

const [kind, name, ...rest] = process.argv.slice(2);

if (kind === '--help' || kind === '-h') {
  console.log(USAGE);
} else if (kind === undefined || name === undefined || rest.length > 0) {
  console.error(USAGE);
  process.exitCode = 2;
} else {
  await begin(kind, name);
}

async function begin(kind: string, name: string): Promise<void> {
  const root = fileURLToPath(new URL('..', import.meta.url));
  try {
    const { files, left } = await writeScaffold(root, kind, name);
    console.log(
      `Written:\n${Object.keys(files)
        .map((path) => `  ${path}\n`)
        .join('')}`,
    );
    console.log(`Left to do:\n${left.map((step, n) => `  ${n + 1}. ${step}\n`).join('')}`);
  } catch (error) {
    if (!(error instanceof ScaffoldError)) throw error;
    console.error(error.message);
    process.exitCode = 2;
  }
}
