import type { OperationTable } from '../operation-table.js';

/** A name that is called, with or without types, or in front of a template. */
const CALLED = /(?<![\w$])[\w$]+(?=(?:\s*<[^<>()]*>)?\s*[(`])/g;

/** A call in a text whose name some library knows. */
export interface TextCall {
  readonly name: string;
  /** Where the name begins. */
  readonly index: number;
}

/** - **Cost:** one scan of the text. */
export function callsIn(text: string, table: OperationTable): TextCall[] {
  const calls: TextCall[] = [];
  for (const { 0: name, index } of text.matchAll(CALLED)) {
    if (table.has(name)) calls.push({ name, index });
  }
  return calls;
}

/** What stands before a name: whether the call is waited for, and what it is called on. */
const BEFORE =
  /(?<=(?:\b(await|return|yield)\s+|(=>)\s*)?(?:(?:[\w$#]+[?!]?\.)*([\w$#]+)[?!]?\.|(\.))?)/y;

export interface Surroundings {
  /** Empty for a call on what another call gives. */
  readonly receiver: string | undefined;
  readonly isAwaited: boolean;
}

export function surroundingsOf({ index }: TextCall, text: string): Surroundings {
  BEFORE.lastIndex = index;
  const [, awaited, arrow, receiver, dot] = BEFORE.exec(text) ?? [];
  const isAwaited = awaited !== undefined || arrow !== undefined || dot !== undefined;
  return { receiver: receiver ?? (dot && ''), isAwaited };
}

const PLAIN = /\.\w+\s*\(/y;

/** Whether it is `.name(`, without types. */
export function isPlainMethod({ index }: TextCall, text: string): boolean {
  PLAIN.lastIndex = index - 1;
  return PLAIN.test(text);
}
