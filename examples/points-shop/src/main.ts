import { Cleanup } from './cleanup.js';
import { runDemo } from './demo.js';
import { onInterruption } from './interruptions.js';
import { HELP, type Options, readOptions, UsageError } from './options.js';
import { say } from './terminal.js';

const FAILED = 1;
const WRONG_USAGE = 2;

const cleanup = new Cleanup();
let interrupted = false;

function stopWhenInterrupted(): void {
  onInterruption(({ reason, status }) => {
    if (interrupted) return;
    interrupted = true;
    console.error(`\nStopping PostgreSQL and the shop: ${reason}.`);
    void cleanup.run().then(() => process.exit(status));
  });
}

function explain(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

async function run(options: Options): Promise<number> {
  try {
    return (await runDemo(options, cleanup)) ? 0 : FAILED;
  } catch (error) {
    await cleanup.run();
    // A stop in the middle makes steps fail; the interruption is the cause, and it was said.
    if (!interrupted) console.error(`\n${explain(error)}`);
    return FAILED;
  }
}

function readCommandLine(): Options | undefined {
  try {
    return readOptions(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return undefined;
  }
}

const options = readCommandLine();
if (!options) process.exit(WRONG_USAGE);
if (options.help) {
  say(HELP.trimEnd());
  process.exit(0);
}
stopWhenInterrupted();
const status = await run(options);
if (!interrupted) process.exit(status);
