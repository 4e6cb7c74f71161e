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
  pool: { max: 20 },
  define: { timestamps: false, freezeTableName: true },
});

export class Account extends Model<InferAttributes<Account>, InferCreationAttributes<Account>> {
  declare id: number;
  declare n: CreationOptional<number>;
  declare other: CreationOptional<number>;
  declare tags: CreationOptional<string[]>;
  declare settings: CreationOptional<Record<string, number>>;
}

Account.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true },
    n: DataTypes.INTEGER,
    other: DataTypes.INTEGER,
    tags: DataTypes.ARRAY(DataTypes.TEXT),
    settings: DataTypes.JSONB,
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
