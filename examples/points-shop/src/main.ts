import { Cleanup } from './cleanup.js';
import { onInterruption } from './interruptions.js';
import { HELP, type Options, readOptions, UsageError } from './options.js';
import { say } from './terminal.js';

const SHOWN = 0;
const FAILED = 1;
const WRONG_USAGE = 2;

function readCommandLine(args: readonly string[]): Options | undefined {
  try {
    return readOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message);
    return undefined;
  }
}

async function runWhole(options: Options, cleanup: Cleanup): Promise<boolean> {
  say('points-shop: a shop that loses updates, raced, repaired, and raced again');
  // ESLint and the compiler take a second to load, and --help needs neither.
  const { runDemo } = await import('./demo.js');
  return runDemo(options, cleanup);
}

async function run(options: Options, parent: number): Promise<number> {
  const cleanup = new Cleanup();
  const interruption = onInterruption(parent).then(async ({ reason, status }) => {
    console.error(`\nStopping PostgreSQL and the shop: ${reason}.`);
    await cleanup.run();
    return status;
  });
  const demo = runWhole(options, cleanup).then(
    (shown) => (shown ? SHOWN : FAILED),
    async (error: unknown) => {
      // A stop in the middle makes a step fail; then the interruption is the cause.
      if (cleanup.begun) return interruption;
      await cleanup.run();
      console.error(`\n${error instanceof Error ? error.message : String(error)}`);
      return FAILED;
    },
  );
  return Promise.race([interruption, demo]);
}

/** Runs the example for a command line, and ends the process with the exit status that fits. */
export async function main(args: readonly string[], parent: number): Promise<void> {
  const options = readCommandLine(args);
  if (!options) process.exit(WRONG_USAGE);
  if (options.help) say(HELP.trimEnd());
  process.exit(options.help ? SHOWN : await run(options, parent));
}
