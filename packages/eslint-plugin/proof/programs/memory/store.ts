/** Other work runs before it goes on. */
export async function pause(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

export async function one(): Promise<number> {
  await pause();
  return 1;
}

export async function listOfOne(): Promise<string[]> {
  await pause();
  return ['one'];
}

export async function next(value: number): Promise<number> {
  await pause();
  return value + 1;
}

/** Connections that were opened, and messages that were sent. */
export const seen = { opened: 0, sent: 0 };

export interface Client {
  readonly number: number;
}

export async function connect(): Promise<Client> {
  await pause();
  seen.opened += 1;
  return { number: seen.opened };
}

export async function send(): Promise<void> {
  seen.sent += 1;
  await pause();
}

const stored = new Set<string>();

export async function store(rows: readonly string[]): Promise<void> {
  const kept = [...rows];
  await pause();
  for (const row of kept) stored.add(row);
}

/** How many rows there are, in the store or on their way. */
export function countOf(waiting: readonly string[]): number {
  const { size } = new Set([...stored, ...waiting]);
  stored.clear();
  return size;
}

/** What was seen since the last look. */
export function taken(what: keyof typeof seen): number {
  const n = seen[what];
  seen[what] = 0;
  return n;
}
