import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';

import { sequelize } from './database.js';
import { badRequest, type Call, ok, type Reply } from './http.js';

export class Counter extends Model<InferAttributes<Counter>, InferCreationAttributes<Counter>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare value: number;
}

Counter.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    name: { type: DataTypes.TEXT, allowNull: false, unique: true },
    value: { type: DataTypes.INTEGER, allowNull: false },
  },
  { sequelize, tableName: 'counters', timestamps: false },
);

/** `POST /counters/:name` */
export async function countUp({ params }: Call): Promise<Reply> {
  const { name } = params;
  if (!name) return badRequest('the counter has no name');

  let counter = await Counter.findOne({ where: { name } });
  if (!counter) counter = await Counter.create({ name, value: 0 });
  counter.value += 1;
  await counter.save();

  return ok({ value: counter.value });
}
