import type { Document } from 'bson';
import type { Listener } from './engines/mongo-listener.js';
import type { Writes } from './facts.js';

/** The updates that are sent while a call runs: what they look for, and what they do. */
export async function sentBy(
  call: () => unknown,
  { sent }: Listener,
): Promise<{ readonly q: Document; readonly u: Document; readonly upsert?: boolean }[]> {
  sent.length = 0;
  await call();
  return sent.flatMap(({ updates, findAndModify, query, update, upsert }) => {
    if (findAndModify)
      return [{ q: query as Document, u: update as Document, upsert: upsert as boolean }];
    return (updates ?? []) as { q: Document; u: Document }[];
  });
}

/** Operators change what they name; a document without any takes the place of the old one. */
export async function whatIsWritten(call: () => unknown, listener: Listener): Promise<Writes> {
  const [update] = await sentBy(call, listener);
  if (!update) throw new Error('no update was sent');
  const { $set = {}, ...others } = update.u as { $set?: Document };
  const isWhole = Object.keys(others).some((key) => !key.startsWith('$')) || 'other' in $set;
  return isWhole ? 'whole row' : 'changed columns';
}

/** Whether the update adds to a field by an operator, and sets it to nothing. */
export async function isIncrement(call: () => unknown, listener: Listener): Promise<boolean> {
  const [update] = await sentBy(call, listener);
  const { $inc = {}, $set = {} } = (update?.u ?? {}) as { $inc?: Document; $set?: Document };
  return 'n' in $inc && !('n' in $set);
}
