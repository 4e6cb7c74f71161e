// repairs: upsert
import { DataTypes, Model } from 'sequelize';
import { sequelize } from './store.js';

class Label extends Model {
  declare name: string;
  declare color: string;
}

Label.init(
  { name: { type: DataTypes.TEXT, primaryKey: true }, color: DataTypes.TEXT },
  { sequelize, tableName: 'label' },
);

export async function ensureRed(): Promise<string> {
  let label = await Label.findOne({ where: { name: 'red' } });
  if (!label) {
    label = await Label.create({ name: 'red', color: '#f00' });
  }
  return label.color;
}
