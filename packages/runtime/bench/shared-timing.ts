import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';

/** Something to be timed: does its operation `count` times and answers something of the results. */
export type Contestant = (count: number) => number;

export interface Timing {
  /** The fastest round: what the operation costs when nothing else disturbs it. */
  readonly nanoseconds: number;
  readonly operations: number;
}

const ROUNDS = 60;
const OPERATIONS = 200_000;

/** Keeps results alive, so that no operation is optimised away. */
export const kept = { sum: 0 };

/**
 * Times all contestants in turns, so that whatever slows the machine meets all of them, and
 * takes the fastest of many short rounds of each.
 */
export function timeInTurns<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
): Record<Name, Timing> {
  const names = Object.keys(contestants) as Name[];
  const fastest = new Map<Name, number>(names.map((name) => [name, Infinity]));
  for (const name of names) kept.sum ^= contestants[name](OPERATIONS);
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) {
      const took = timeOnce(contestants[name]);
      if (took < fastest.get(name)!) fastest.set(name, took);
    }
  }
  const timings = names.map((name): [Name, Timing] => [
    name,
    { nanoseconds: rounded(fastest.get(name)!), operations: ROUNDS * OPERATIONS },
  ]);
  return Object.fromEntries(timings) as Record<Name, Timing>;
}

function timeOnce(contestant: Contestant): number {
  const begin = process.hrtime.bigint();
  kept.sum ^= contestant(OPERATIONS);
  return Number(process.hrtime.bigint() - begin) / OPERATIONS;
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Writes a result file, with the machine it comes from. */
export function writeResult(name: string, result: object): void {
  const file = new URL(`./results/${name}.json`, import.meta.url);
  mkdirSync(new URL('.', file), { recursive: true });
  const machine = { node: process.version, cpu: cpus()[0]?.model.trim(), cores: cpus().length };
  writeFileSync(file, `${JSON.stringify({ machine, ...result }, undefined, 2)}\n`);
  console.log(JSON.stringify(result, undefined, 2));
}
