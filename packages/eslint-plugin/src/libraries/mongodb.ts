import { arg, create, defineLibrary, put, read, update } from '../effects/library.js';
import { mongoose } from './mongoose.js';

/** `collection.findOne(filter)`, `collection.updateOne(filter, { $set: … })`. */
export const mongodb = defineLibrary({
  name: 'mongodb',
  title: 'MongoDB driver',
  docs: 'https://www.mongodb.com/docs/drivers/node/current/',
  packages: ['mongodb'],
  receivers: /collection$/i,
  operations: [
    read({ method: 'findOne', on: 'model', key: arg(0), gives: 'entity' }),
    read({ method: 'countDocuments', on: 'model', key: arg(0), gives: 'value' }),
    update({
      method: ['updateOne', 'updateMany', 'findOneAndUpdate'],
      on: 'model',
      key: arg(0),
      value: arg(1),
    }),
    put({ method: ['replaceOne', 'findOneAndReplace'], on: 'model', key: arg(0), value: arg(1) }),
    create({ method: ['insertOne', 'insertMany'], on: 'model', value: arg(0) }),
  ],
  setters: mongoose.setters ?? [],
  operators: mongoose.operators ?? [],
  inPlace: 'whole',
  idioms: { operatorKeys: { increment: '$inc', append: '$push' } },
});
