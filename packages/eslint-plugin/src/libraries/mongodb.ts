import { defineLibrary } from '../effects/library.js';
import { arg, create, put, read, transaction, update } from '../effects/operation.js';
import { condition, insertIfAbsent, mongoose } from './mongoose.js';

/** `collection.findOne(filter)`, `collection.updateOne(filter, { $set: … })`. */
export const mongodb = defineLibrary({
  name: 'mongodb',
  title: 'MongoDB driver',
  docs: 'https://www.mongodb.com/docs/drivers/node/current/',
  packages: ['mongodb'],
  receivers: /collection$/i,
  operations: [
    read({ method: 'findOne', on: 'model', key: arg(0), gives: 'entity' }),
    read({ method: 'find', on: 'model', key: arg(0), gives: 'entities' }),
    read({ method: 'countDocuments', on: 'model', key: arg(0), gives: 'value' }),
    update({
      method: ['updateOne', 'updateMany', 'findOneAndUpdate'],
      on: 'model',
      key: arg(0),
      value: arg(1),
    }),
    put({ method: ['replaceOne', 'findOneAndReplace'], on: 'model', key: arg(0), value: arg(1) }),
    transaction({ method: 'withTransaction', on: 'any', callback: arg(0), distinctive: true }),
    create({ method: ['insertOne', 'insertMany'], on: 'model', value: arg(0) }),
  ],
  setters: mongoose.setters ?? [],
  operators: mongoose.operators ?? [],
  rowLock: { option: 'session', value: 'session' },
  unique: ['_id'],
  inPlace: 'whole',
  idioms: {
    operatorKeys: { set: '$set', increment: '$inc', append: '$push' },
    condition,
    insertIfAbsent,
  },
});
