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
  // Each caller may have a transaction, and what does not run in it needs a connection more.
  pool: { max: 60 },
  define: { timestamps: false, freezeTableName: true },
});

export class Account extends Model<InferAttributes<Account>, InferCreationAttributes<Account>> {
  declare id: number;
  declare n: CreationOptional<number>;
  declare other: CreationOptional<number>;
  declare version: CreationOptional<number>;
  declare tags: CreationOptional<string[]>;
  declare settings: CreationOptional<Record<string, number>>;
}

Account.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true },
    n: DataTypes.INTEGER,
    other: DataTypes.INTEGER,
    version: DataTypes.INTEGER,
    // Other databases have no lists.
    tags: sequelize.getDialect() === 'postgres' ? DataTypes.ARRAY(DataTypes.TEXT) : DataTypes.TEXT,
    settings: DataTypes.JSON,
  },
  { sequelize, tableName: 'account' },
);

export class Label extends Model<InferAttributes<Label>, InferCreationAttributes<Label>> {
  declare name: string;
  declare color: string;
}

Label.init(
  { name: { type: DataTypes.TEXT, primaryKey: true }, color: DataTypes.TEXT },
  { sequelize, tableName: 'label' },
);

// Callers must meet at the row, and not in the queue for a first connection.
const sleep = sequelize.getDialect() === 'postgres' ? 'pg_sleep' : 'sleep';
await Promise.all(Array.from({ length: 20 }, () => sequelize.query(`SELECT ${sleep}(0.1)`)));
