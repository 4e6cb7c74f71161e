import { parseArgs } from 'node:util';

/** What the command line asks for. */
export interface Options {
  readonly help: boolean;
  readonly requests: number;
  readonly port?: number;
}

/** The command line is wrong: the message says how, and what to type instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const DEFAULT_REQUESTS = 300;
const FEWEST_REQUESTS = 20;
const MOST_REQUESTS = 2_000;

export const HELP = `Races a shop that loses updates, repairs a copy of it by the suggestions of
@interlocked/eslint-plugin, and races the copy.

Usage: npm start -- [options]

  --requests <n>  concurrent requests per endpoint, ${FEWEST_REQUESTS} to ${MOST_REQUESTS} (default ${DEFAULT_REQUESTS})
  --port <n>      port for PostgreSQL on 127.0.0.1 (default: a free one)
  --help          this text

PostgreSQL, its data folder and the shop are removed at the end, also on Ctrl-C.
The page with the pictures is written to examples/points-shop/out/report.html.

Exit status: 0 if updates were lost before and none after; 1 if not, or if something failed;
2 if the command line is wrong.
`;

function toNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`--${name} is "${text}"; give it a whole number from ${least} to ${most}.`);
}

function parse(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        requests: { type: 'string', default: String(DEFAULT_REQUESTS) },
        port: { type: 'string' },
      },
    });
    return values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`${reason}\nRun it with --help to see the options.`);
  }
}

/** The options of a command line; throws a `UsageError` when it is wrong. */
export function readOptions(args: readonly string[]): Options {
  const { help, requests, port } = parse(args);
  return {
    help,
    requests: toNumber('requests', requests, FEWEST_REQUESTS, MOST_REQUESTS),
    ...(port === undefined ? {} : { port: toNumber('port', port, 1, 65_535) }),
  };
}
