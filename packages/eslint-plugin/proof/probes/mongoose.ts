import mongoose, { Schema } from 'mongoose';
import type { Statements } from '../engines/statements.js';
import type { Facts } from '../facts.js';
import { isIncrement, sentBy, whatIsWritten } from '../sent.js';

const fields = {
  n: Number,
  other: Number,
  tags: [String],
  items: [{ quantity: Number }],
  meta: Schema.Types.Mixed,
};
const here = { _id: '000000000000000000000001' };

/** What Mongoose sends; no server runs, so that these are statements and not their outcome. */
export async function facts({ listener }: Statements): Promise<Facts> {
  await mongoose.connect(listener.url, { autoIndex: false, autoCreate: false });
  const Account = mongoose.model('account', new Schema(fields));
  const Versioned = mongoose.model(
    'versioned',
    new Schema(fields, { optimisticConcurrency: true, collection: 'account' }),
  );
  const _id = new mongoose.Types.ObjectId(here._id);
  const items = [{ _id, quantity: 1 }];
  listener.stored = { _id, n: 7, other: 0, tags: ['a'], items, meta: { k: 1 }, __v: 0 };
  const load = () => Account.findById(_id).orFail();
  const written = (call: () => unknown) => whatIsWritten(call, listener);
  const saved = async (change: (account: Awaited<ReturnType<typeof load>>) => void) => {
    const account = await load();
    change(account);
    const [sent] = await sentBy(() => account.save(), listener);
    return { q: sent?.q ?? {}, u: sent?.u ?? {} };
  };
  // eslint-disable-next-line @interlocked/no-lost-update -- the race that must show
  const computed = await saved((account) => void (account.n = (account.n ?? 0) + 1));
  const pushed = await saved(({ tags }) => tags.push('b'));
  const replaced = await saved((account) => void (account.tags = ['c']));
  const element = await saved(({ items: [item] }) => {
    if (item) item.quantity = 2;
  });
  const marked = await saved((account) => {
    account.meta = Object.assign(account.meta as object, { k: 2 });
    account.markModified('meta');
  });
  return {
    saves: {
      'entity.save': await written(async () => (await load()).set('n', 8).save()),
    },
    updates: {
      updateOne: await written(() => Account.updateOne(here, { n: 5 })),
      updateMany: await written(() => Account.updateMany(here, { n: 5 })),
      findOneAndUpdate: await written(() => Account.findOneAndUpdate(here, { n: 5 })),
      findByIdAndUpdate: await written(() => Account.findByIdAndUpdate(_id, { n: 5 })),
    },
    inPlace: '$push' in pushed.u ? 'atomic' : 'whole',
    version: await staleSave(Versioned, listener),
    atomic: {
      'entity.$inc': await isIncrement(async () => {
        const account = await load();
        account.$inc('n', 1);
        await account.save();
      }, listener),
      '$inc (in updateOne)': await isIncrement(
        () => Account.updateOne(here, { $inc: { n: 1 } }),
        listener,
      ),
    },
    gives: {
      findById: (await load()).n === 7 ? 'entity' : 'value',
      findOne: (await Account.findOne(here))?.n === 7 ? 'entity' : 'value',
      find: Array.isArray(await Account.find(here)) ? 'entities' : 'value',
    },
    also: {
      'a computed value': sentAs(computed),
      'an array given anew': sentAs(replaced),
      'a field of an array element': sentAs(element),
      'a mixed field that was marked': sentAs(marked),
    },
  };
}

/** A save that the server says to have matched nothing, as after the update of another. */
async function staleSave(
  Versioned: mongoose.Model<{ n?: number | null }>,
  listener: Statements['listener'],
): Promise<NonNullable<Facts['version']>> {
  const stale = await Versioned.findById(here._id).orFail();
  stale.n = 8;
  listener.matched = 0;
  try {
    const [sent] = await sentBy(() => stale.save().catch(refusal), listener);
    return sent && '__v' in sent.q ? 'refused' : 'lost silently';
  } finally {
    listener.matched = 1;
  }
}

function refusal(error: Error): void {
  if (error.name !== 'VersionError') throw error;
}

function sentAs({ q, u }: { readonly q: object; readonly u: object }): string {
  const raised = '$inc' in u ? 'and raised' : 'and not raised';
  return `${Object.keys(u).join(', ')}; the version is ${'__v' in q ? `compared ${raised}` : 'not compared'}`;
}
