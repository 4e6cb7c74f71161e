import { rounded } from '../shared-timing.js';

/** Something to be timed: does its operation `count` times, one awaited after the other. */
export type AsyncContestant = (count: number) => Promise<unknown>;

/**
 * Times all contestants in turns, so that whatever slows the machine meets all of them, and
 * takes the fastest round of each, in nanoseconds for one operation; of the processor's time alone
 * if rounds are long.
 */
export async function timeAsyncInTurns<Name extends string>(
  contestants: Readonly<Record<Name, AsyncContestant>>,
  { rounds = 30, operations = 20_000, isLong = false } = {},
): Promise<Record<Name, number>> {
  const names = Object.keys(contestants) as Name[];
  const fastest = new Map<Name, number>(names.map((name) => [name, Infinity]));
  for (let round = 0; round < rounds; round++) {
    for (const name of names) {
      const took = await (isLong ? spendOnce : timeOnce)(contestants[name], operations);
      if (took < fastest.get(name)!) fastest.set(name, took);
    }
  }
  return Object.fromEntries(names.map((name) => [name, rounded(fastest.get(name)!)])) as Record<
    Name,
    number
  >;
}

async function timeOnce(contestant: AsyncContestant, operations: number): Promise<number> {
  const begin = process.hrtime.bigint();
  await contestant(operations);
  return Number(process.hrtime.bigint() - begin) / operations;
}

/**
 * The processor's time of a round that lasts longer than a machine leaves a process alone: of this
 * thread where Node tells it (from 23.9), else of the process, with what collects garbage beside it.
 */
async function spendOnce(contestant: AsyncContestant, operations: number): Promise<number> {
  // What the round before has left is not this one's to collect.
  globalThis.gc!();
  const begin = spentMicroseconds();
  await contestant(operations);
  return ((spentMicroseconds() - begin) * 1000) / operations;
}

function spentMicroseconds(): number {
  const { threadCpuUsage } = process as { threadCpuUsage?: typeof process.cpuUsage };
  const { user, system } = threadCpuUsage?.call(process) ?? process.cpuUsage();
  return user + system;
}

/** Each of `timings` as a multiple of `ours`; above 1 it is slower. */
export function toRatios(
  timings: Readonly<Record<string, number>>,
  ours: string,
): Record<string, number> {
  const base = timings[ours]!;
  return Object.fromEntries(
    Object.entries(timings).map(([name, ns]) => [name, rounded(ns / base)]),
  );
}
