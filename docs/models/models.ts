import {
  DataTypes,
  Model,
  Sequelize,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
} from 'sequelize';

/** The database connection that the examples of the site import. */
export const sequelize = new Sequelize('postgres://127.0.0.1/example', { logging: false });

/** A user with points, as in the examples of the site. */
export class User extends Model<InferAttributes<User>, InferCreationAttributes<User>> {
  declare id: CreationOptional<number>;
  declare email: string;
  declare points: CreationOptional<number>;
}

/** A counter with a name, as in the examples of the site. */
export class Counter extends Model<InferAttributes<Counter>, InferCreationAttributes<Counter>> {
  declare name: string;
  declare value: CreationOptional<number>;
}

User.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true, autoIncrement: true },
    email: { type: DataTypes.STRING, allowNull: false, unique: true },
    points: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  { sequelize },
);

Counter.init(
  {
    name: { type: DataTypes.STRING, primaryKey: true },
    value: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
  },
  { sequelize },
);
