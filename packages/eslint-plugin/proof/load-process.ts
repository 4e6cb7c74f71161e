import { pathToFileURL } from 'node:url';
import type { Ending } from './shapes.js';

/** Asks the process to run a program with so many callers at a time. */
export interface Load {
  readonly file: string;
  readonly callers: number;
}

type Caller = (id: number, caller: number) => Promise<unknown>;

/** Runs one program: all callers start before any of them has an answer. */
async function runLoad({ file, callers }: Load): Promise<Ending[]> {
  const program = (await import(pathToFileURL(file).href)) as Record<string, Caller>;
  const functions = Object.values(program);
  const calls = Array.from({ length: callers }, async (_, caller): Promise<Ending> => {
    try {
      return { value: await functions[caller % functions.length]?.(1, caller) };
    } catch (error) {
      return { error: String(error) };
    }
  });
  return JSON.parse(JSON.stringify(await Promise.all(calls))) as Ending[];
}

process.on('message', (load: Load) => {
  runLoad(load).then(
    (endings) => process.send?.({ endings }),
    (error: unknown) => process.send?.({ failure: String(error) }),
  );
});
