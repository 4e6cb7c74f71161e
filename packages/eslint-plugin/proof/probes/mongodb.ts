import { MongoClient } from 'mongodb';
import type { Statements } from '../engines/statements.js';
import type { Facts } from '../facts.js';
import { isIncrement, sentBy, whatIsWritten } from '../sent.js';

interface Account {
  _id: number;
  n: number;
  other: number;
}

const here = { _id: 1 };

/** What the driver sends; no server runs, so that these are statements and not their outcome. */
export async function facts({ listener }: Statements): Promise<Facts> {
  const client = await MongoClient.connect(listener.url);
  const accounts = client.db().collection<Account>('account');
  const written = (call: () => unknown) => whatIsWritten(call, listener);
  listener.stored = { _id: 1, n: 7, other: 0 };
  const [upsert] = await sentBy(
    () => accounts.updateOne(here, { $setOnInsert: { n: 0 } }, { upsert: true }),
    listener,
  );
  return {
    updates: {
      updateOne: await written(() => accounts.updateOne(here, { $set: { n: 5 } })),
      updateMany: await written(() => accounts.updateMany(here, { $set: { n: 5 } })),
      findOneAndUpdate: await written(() => accounts.findOneAndUpdate(here, { $set: { n: 5 } })),
      replaceOne: await written(() => accounts.replaceOne(here, { n: 5, other: 0 })),
      findOneAndReplace: await written(() => accounts.findOneAndReplace(here, { n: 5, other: 0 })),
    },
    atomic: {
      '$inc (in updateOne)': await isIncrement(
        () => accounts.updateOne(here, { $inc: { n: 1 } }),
        listener,
      ),
    },
    gives: { findOne: (await accounts.findOne(here))?.n === 7 ? 'entity' : 'value' },
    also: {
      'an upsert with $setOnInsert': `${upsert?.upsert ? 'one statement with upsert' : 'none'}`,
    },
  };
}
