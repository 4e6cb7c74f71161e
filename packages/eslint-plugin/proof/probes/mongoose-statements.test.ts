import mongoose, { Schema } from 'mongoose';
import { beforeEach, describe, expect, test } from 'vitest';

/**
 * What Mongoose would send to a server, captured at its collection: no server runs here, so that these
 * are the statements and not their outcome.
 */
const Cart = mongoose.model(
  'Cart',
  new Schema({
    count: Number,
    tags: [String],
    items: [{ quantity: Number }],
    meta: Schema.Types.Mixed,
  }),
);

const ID = new mongoose.Types.ObjectId();

interface Sent {
  readonly filter: Record<string, unknown>;
  readonly update: Record<string, unknown>;
}

let sent: Sent[] = [];

beforeEach(() => {
  sent = [];
  Object.assign(Cart.collection, {
    updateOne: (filter: Sent['filter'], update: Sent['update']) => {
      sent.push({ filter, update: structuredClone(update) });
      return Promise.resolve({ acknowledged: true, matchedCount: 1, modifiedCount: 1 });
    },
  });
});

function stored() {
  const row = { _id: ID, count: 1, tags: ['a'], items: [{ quantity: 1 }], meta: { k: 1 }, __v: 0 };
  return Cart.hydrate(row);
}

describe('what a save sends', () => {
  test('a computed value is set, whatever is stored by then: the update of another is lost', async () => {
    const cart = stored();
    cart.count = (cart.count ?? 0) + 1;
    await cart.save();

    expect(sent).toMatchObject([{ filter: { _id: ID }, update: { $set: { count: 2 } } }]);
    expect(sent[0]?.filter).not.toHaveProperty('__v');
  });

  test('`$inc` is sent as an increment, which the store makes', async () => {
    const cart = stored();
    cart.$inc('count', 1);
    await cart.save();

    expect(sent).toMatchObject([{ update: { $inc: { count: 1 } } }]);
    expect(sent[0]?.update).not.toHaveProperty('$set');
  });

  test('`push` on an array is sent as `$push`', async () => {
    const cart = stored();
    cart.tags.push('b');
    await cart.save();

    expect(sent[0]?.update).toMatchObject({ $push: { tags: { $each: ['b'] } } });
  });

  test('an array given anew is sent whole, with a check of the version', async () => {
    const cart = stored();
    cart.tags = ['c'];
    await cart.save();

    expect(sent).toMatchObject([{ filter: { __v: 0 }, update: { $set: { tags: ['c'] } } }]);
  });

  test('a field of an array element is set, and the version is checked but not raised', async () => {
    const cart = stored();
    const [item] = cart.items;
    if (item) item.quantity = (item.quantity ?? 0) + 1;
    await cart.save();

    expect(sent).toMatchObject([
      { filter: { __v: 0 }, update: { $set: { 'items.0.quantity': 2 } } },
    ]);
    expect(sent[0]?.update).not.toHaveProperty('$inc');
  });

  test('a mixed field that was marked is sent whole', async () => {
    const cart = stored();
    (cart.meta as { k: number }).k += 1;
    cart.markModified('meta');
    await cart.save();

    expect(sent).toMatchObject([{ update: { $set: { meta: { k: 2 } } } }]);
  });
});
