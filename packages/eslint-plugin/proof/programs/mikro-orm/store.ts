import { EntitySchema, MikroORM } from '@mikro-orm/postgresql';

export class Account {
  id!: number;
  n!: number;
  other!: number;
  tags!: string[];
  settings!: Record<string, number>;
}

const account = new EntitySchema<Account>({
  class: Account,
  tableName: 'account',
  properties: {
    id: { type: 'integer', primary: true },
    n: { type: 'integer' },
    other: { type: 'integer' },
    tags: { type: 'array' },
    settings: { type: 'json' },
  },
});

export class Label {
  name!: string;
  color!: string;
}

const label = new EntitySchema<Label>({
  class: Label,
  tableName: 'label',
  properties: { name: { type: 'text', primary: true }, color: { type: 'text' } },
});

export const orm = await MikroORM.init({
  entities: [account, label],
  clientUrl: process.env['DATABASE_URL'] ?? '',
  pool: { max: 20 },
});
