import {
  type CreationOptional,
  DataTypes,
  type InferAttributes,
  type InferCreationAttributes,
  Model,
} from 'sequelize';

import { sequelize } from './database.js';
import { type Call, notFound, ok, type Reply } from './http.js';

export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare name: string;
  declare tier: 'basic' | 'gold';
  declare points: CreationOptional<number>;
}

User.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    name: { type: DataTypes.TEXT, allowNull: false },
    tier: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'basic' },
    points: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  { sequelize, tableName: 'users', timestamps: false },
);

function calculatePoints(user: User): number {
  return user.tier === 'gold' ? 3 : 1;
}

/** `POST /users/:id/points` */
export async function addPoints({ params }: Call): Promise<Reply> {
  const user = await User.findByPk(params['id']);
  if (!user) return notFound(`there is no user ${params['id']}`);

  user.points += calculatePoints(user);
  await user.save();

  return ok({ points: user.points });
}
