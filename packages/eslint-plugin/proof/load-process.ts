import { pathToFileURL } from 'node:url';
import { runThreads, type ThreadProgram } from './load-threads.js';
import { NEVER_ENDED, type Ending } from './shapes.js';

/** Asks the process to run a program with so many callers at a time. */
export interface Load {
  readonly file: string;
  readonly callers: number;
  /** What a counter that threads share begins with. */
  readonly start: number;
}

/** How the callers of a program ended, and what it holds then where it keeps its state itself. */
export interface Outcome {
  readonly endings: Ending[];
  readonly left?: number;
}

type Caller = (id: number, caller: number) => Promise<unknown>;
type Program = Record<string, Caller> & { state?: () => number | Promise<number> };

let loads = 0;

/** Runs one program, loaded anew: all callers start before any of them has an answer. */
async function runLoad(load: Load): Promise<Outcome> {
  loads += 1;
  const module: unknown = await import(`${pathToFileURL(load.file).href}?load=${loads}`);
  if (isOfThreads(module)) return runThreads(load);
  const { state, ...functions } = module as Program;
  const calls = Object.values(functions);
  const endings = await untilStuck(
    Array.from({ length: load.callers }, async (_, caller): Promise<Ending> => {
      try {
        return { value: await calls[caller % calls.length]?.(1, caller) };
      } catch (error) {
        return { error: String(error) };
      }
    }),
  );
  const plain = JSON.parse(JSON.stringify(endings)) as Ending[];
  return state ? { endings: plain, left: await state() } : { endings: plain };
}

function isOfThreads(module: unknown): module is ThreadProgram {
  return typeof (module as Partial<ThreadProgram>).work === 'function';
}

/** The endings of all; where nothing can happen any more, those who still wait never end. */
async function untilStuck(calls: readonly Promise<Ending>[]): Promise<Ending[]> {
  const endings = calls.map((): Ending => ({ error: NEVER_ENDED }));
  const all = Promise.all(
    calls.map(async (call, caller) => {
      endings[caller] = await call;
    }),
  );
  // The parent's channel alone would keep the process from finding that it has nothing to do.
  process.channel?.unref();
  const stuck = new Promise((resolve) => process.once('beforeExit', resolve));
  await Promise.race([all, stuck]);
  process.removeAllListeners('beforeExit');
  process.channel?.ref();
  return endings;
}

process.on('message', (load: Load) => {
  runLoad(load).then(
    (outcome) => process.send?.({ outcome }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
