import type { ConditionIdiom, InsertIfAbsentIdiom, NewRow } from '../effects/idioms.js';
import { defineLibrary } from '../effects/library.js';
import {
  arg,
  atomic,
  create,
  field,
  persist,
  read,
  reload,
  transaction,
  update,
  view,
} from '../effects/operation.js';

const COMPARING: Readonly<Record<string, string>> = {
  '<': '$lt',
  '<=': '$lte',
  '>': '$gt',
  '>=': '$gte',
  'is not': '$ne',
};

/** `{ n: { $gte: 1 } }`, where nothing is what is not there. */
export const condition: ConditionIdiom = {
  methods: { updateOne: 'updateOne' },
  told: { taken: (name) => `{ modifiedCount: ${name} }` },
  column: ({ field, operator, bound }) => {
    const order = COMPARING[operator];
    return { text: `${field}: ${order ? `{ ${order}: ${bound} }` : bound}` };
  },
};

/** `User.updateOne({ email }, { $setOnInsert: { name } }, { upsert: true })`. */
function upsertOf(method: string, { model, key, rest }: NewRow, options = ''): string {
  // What the filter names is set by it; named again, the server would not try again.
  const set = rest && ` ${rest} `;
  return `${model}.${method}({ ${key} }, { $setOnInsert: {${set}} }, { upsert: true${options} })`;
}

export const insertIfAbsent: InsertIfAbsentIdiom = {
  text: (row) => upsertOf('updateOne', row),
  told: { taken: (name) => `{ upsertedCount: ${name} }` },
};

/** `User.findOne(filter)`, `user.save()`, `User.updateOne(filter, changes)`. */
export const mongoose = defineLibrary({
  name: 'mongoose',
  title: 'Mongoose',
  docs: 'https://mongoosejs.com/docs/documents.html',
  packages: ['mongoose', '@nestjs/mongoose'],
  receivers: /Schema$/,
  operations: [
    read({ method: 'findById', on: 'model', key: arg(0), gives: 'entity', distinctive: true }),
    read({ method: 'findOne', on: 'model', key: arg(0), gives: 'entity' }),
    read({ method: 'find', on: 'model', key: arg(0), gives: 'entities' }),
    read({ method: ['countDocuments', 'exists'], on: 'model', key: arg(0), gives: 'value' }),
    persist({ method: 'save', on: 'entity', entity: 'receiver', columns: 'dirty' }),
    update({
      method: ['updateOne', 'updateMany'],
      on: 'model',
      key: arg(0),
      value: arg(1),
      distinctive: true,
    }),
    update({
      method: ['findOneAndUpdate', 'findByIdAndUpdate'],
      on: 'model',
      key: arg(0),
      value: arg(1),
      gives: 'entity',
      distinctive: true,
    }),
    create({ method: ['create', 'insertMany'], on: 'model', value: arg(0) }),
    view({
      method: [
        'exec',
        'lean',
        'populate',
        'select',
        'sort',
        'limit',
        'orFail',
        'toObject',
        'toJSON',
        '$session',
      ],
      on: 'any',
    }),
    reload({ method: 'session', on: 'entity', detectsConflicts: true }),
    field('get-field', { method: 'get', on: 'entity', awaited: false }),
    field('set-field', { method: ['set', '$set'], on: 'entity', awaited: false }),
    update({ method: 'updateOne', on: 'entity', value: arg(0) }),
    transaction({ method: 'withTransaction', on: 'any', callback: arg(0), distinctive: true }),
    atomic({ method: ['$inc', 'increment'], on: 'entity', changes: arg(0) }),
  ],
  setters: ['$set'],
  operators: [
    '$inc',
    '$push',
    '$addToSet',
    '$pull',
    '$pullAll',
    '$pop',
    '$min',
    '$max',
    '$mul',
    '$unset',
    '$setOnInsert',
  ],
  rowLock: { option: 'session', value: 'session' },
  unique: ['_id'],
  inPlace: 'atomic',
  idioms: {
    models: /^[A-Z]\w*$/,
    operatorKeys: { set: '$set', increment: '$inc', append: '$push' },
    condition,
    increment: ({ entity, field, operator, amount }) =>
      `${entity}.$inc('${field}', ${signed(operator, amount)})`,
    incrementIsSaved: true,
    hasOwnId: true,
    findOrCreate: {
      call: (row) => upsertOf('findOneAndUpdate', row, ", returnDocument: 'after'"),
      taken: (row, created) => (created === undefined ? row : undefined),
      givesUp: 'skips hooks',
    },
    insertIfAbsent: { ...insertIfAbsent, givesUp: 'skips hooks' },
    saveWhereGivesUp: 'skips save hooks',
    saveWhere: ({ model, entity, changes, condition }) =>
      `${model}.updateOne({ _id: ${entity}._id, ${condition} }, ${changes})`,
    updateGiving: ({ entity, model, increments, sets }) => {
      const sums = increments.map(({ field, operator, amount: by }) => {
        return `${field.includes('.') ? `'${field}'` : field}: ${signed(operator, by)}`;
      });
      const set = sets && `$set: { ${sets} }, `;
      const update = `{ ${set}$inc: { ${sums.join(', ')} } }`;
      return `${model}.findByIdAndUpdate(${entity}._id, ${update}, { returnDocument: 'after' }).orFail()`;
    },
    updateGivingGivesUp: 'skips save hooks, validators',
  },
  schema: {
    definitions: [{ call: 'Schema', columns: 0, options: 1 }],
    version: ['optimisticConcurrency'],
  },
});

function signed(operator: '+' | '-', amount: string): string {
  if (operator === '+') return amount || '1';
  if (amount === '') return '-1';
  return /^[\w.]+$/.test(amount) ? `-${amount}` : `-(${amount})`;
}
