import { BaseEntity, DataSource, EntitySchema } from 'typeorm';

export class Account extends BaseEntity {
  declare id: number;
  declare n: number;
  declare other: number;
  declare tags: string[];
  declare settings: Record<string, number>;
}

const account = new EntitySchema<Account>({
  name: 'Account',
  target: Account,
  tableName: 'account',
  columns: {
    id: { type: Number, primary: true },
    n: { type: Number },
    other: { type: Number },
    tags: { type: 'text', array: true },
    settings: { type: 'jsonb' },
  },
});

export const source = new DataSource({
  type: 'postgres',
  url: process.env['DATABASE_URL'] ?? '',
  entities: [account],
  extra: { max: 20 },
});

await source.initialize();

export const accountRepository = source.getRepository(Account);
