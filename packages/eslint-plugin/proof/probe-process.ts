/** Puts one library's questions to its engine, and prints the facts: `probe-process.ts <library> <engine> [store]`. */
import { pathToFileURL } from 'node:url';
import type { Engine } from './engines/engine.js';
import { OPENERS } from './engines/openers.js';
import { establish } from './experiments.js';
import type { Facts } from './facts.js';
import type { Ask } from './questions.js';
import type { EngineName } from './subjects.js';

const [library = '', engineName = '', store] = process.argv.slice(2);
const engine = await OPENERS[engineName as EngineName]();
Object.assign(process.env, engine.env);
const { default: ask, facts: read } = (await import(`./probes/${library}.js`)) as Program;
const facts = ask ? await establish(await ask(await storeOf()), engine) : await read?.(engine);
await engine.stop();
process.stdout.write(
  JSON.stringify({ engine: `${engine.name} ${engine.version}`.trim(), facts }),
  () =>
    // Pools that a library keeps open would hold the process.
    process.exit(0),
);

/** Questions for the experiments; or, where no engine runs, facts that are read off the statements. */
interface Program {
  readonly default?: Ask;
  readonly facts?: (engine: Engine) => Promise<Facts>;
}

async function storeOf(): Promise<unknown> {
  return store === undefined ? {} : import(pathToFileURL(store).href);
}
