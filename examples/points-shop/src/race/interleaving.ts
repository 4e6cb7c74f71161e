import type { RecordedQuery } from '../shop/recorder.js';

/** A read or a write of the row, by one of two requests. */
export interface Access {
  readonly by: 'A' | 'B';
  readonly kind: 'read' | 'write';
  /** The value of `points` that was read or written. */
  readonly points: number;
  /** When the answer of the database was there, from the first access on. */
  readonly atMs: number;
}

/** Two requests of which the second undid what the first had added. */
export interface Interleaving {
  readonly user: string;
  readonly accesses: readonly Access[];
  /** How much each request meant to add. */
  readonly step: number;
  /** How many requests wrote a value that they derived from this same read value. */
  readonly alike: number;
}

interface ReadModifyWrite {
  readonly request: number;
  readonly user: string;
  readonly read: number;
  readonly readMs: number;
  readonly written: number;
  readonly writtenMs: number;
}

const READS_USER = /^SELECT .* FROM "users"/;
const WRITES_POINTS = /^UPDATE "users" SET "points"=\$1 WHERE "id" = \$2/;
const ADDS_POINTS = /^POST \/users\/(\w+)\/points$/;

function toReadModifyWrite(queries: readonly RecordedQuery[]): ReadModifyWrite | undefined {
  const read = queries.find(({ sql }) => READS_USER.test(sql));
  const write = queries.find(({ sql }) => WRITES_POINTS.test(sql));
  const user = ADDS_POINTS.exec(read?.route ?? '')?.[1];
  if (!read?.row || !write || !user) return undefined;
  return {
    request: read.request,
    user,
    read: Number(read.row['points']),
    readMs: read.endMs,
    written: Number(write.values[0]),
    writtenMs: write.endMs,
  };
}

function byRequest(recording: readonly RecordedQuery[]): RecordedQuery[][] {
  const requests = new Map<number, RecordedQuery[]>();
  for (const query of recording) {
    const queries = requests.get(query.request) ?? [];
    queries.push(query);
    requests.set(query.request, queries);
  }
  return [...requests.values()];
}

const overlap = (first: ReadModifyWrite, second: ReadModifyWrite): boolean =>
  first.request !== second.request &&
  first.user === second.user &&
  first.read === second.read &&
  first.writtenMs < second.writtenMs &&
  second.readMs < first.writtenMs;

function toInterleaving(
  first: ReadModifyWrite,
  second: ReadModifyWrite,
  alike: number,
): Interleaving {
  const startMs = Math.min(first.readMs, second.readMs);
  const accesses: Access[] = [
    { by: 'A', kind: 'read', points: first.read, atMs: first.readMs - startMs },
    { by: 'B', kind: 'read', points: second.read, atMs: second.readMs - startMs },
    { by: 'A', kind: 'write', points: first.written, atMs: first.writtenMs - startMs },
    { by: 'B', kind: 'write', points: second.written, atMs: second.writtenMs - startMs },
  ];
  return {
    user: first.user,
    accesses: accesses.sort((a, b) => a.atMs - b.atMs),
    step: first.written - first.read,
    alike,
  };
}

/** The first lost update in a recording of the race, or nothing when none was lost. */
export function findInterleaving(recording: readonly RecordedQuery[]): Interleaving | undefined {
  const all = byRequest(recording)
    .map(toReadModifyWrite)
    .filter((one) => one !== undefined)
    .sort((a, b) => a.writtenMs - b.writtenMs);
  for (const first of all) {
    const second = all.find((other) => overlap(first, other));
    if (!second) continue;
    const alike = all.filter(({ user, read }) => user === first.user && read === first.read);
    return toInterleaving(first, second, alike.length);
  }
  return undefined;
}
