import {
  DataTypes,
  Model,
  Sequelize,
  type CreationOptional,
  type InferAttributes,
  type InferCreationAttributes,
} from 'sequelize';

export const sequelize = new Sequelize(process.env['DATABASE_URL'] ?? '', {
  logging: false,
  // Each caller has a transaction, and what does not run in it needs a connection more.
  pool: { max: 60 },
  define: { timestamps: false, freezeTableName: true },
});

export class Account extends Model<InferAttributes<Account>, InferCreationAttributes<Account>> {
  declare id: number;
  declare n: CreationOptional<number>;
  declare version: CreationOptional<number>;
}

Account.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true },
    n: DataTypes.INTEGER,
    version: { type: DataTypes.INTEGER, field: 'other' },
  },
  { sequelize, tableName: 'account' },
);
