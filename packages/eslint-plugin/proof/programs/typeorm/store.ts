import { BaseEntity, DataSource, EntitySchema } from 'typeorm';

export class Account extends BaseEntity {
  declare id: number;
  declare n: number;
  declare other: number;
  declare tags: string[];
  declare settings: Record<string, number>;
  declare friends: Account[];
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
  relations: {
    friends: {
      type: 'many-to-many',
      target: 'Account',
      joinTable: {
        name: 'ticket',
        joinColumn: { name: 'board', referencedColumnName: 'id' },
        inverseJoinColumn: { name: 'position', referencedColumnName: 'id' },
      },
    },
  },
});

export const source = new DataSource({
  type: 'postgres',
  url: process.env['DATABASE_URL'] ?? '',
  entities: [account],
  extra: { max: 60, idleTimeoutMillis: 0 },
});

await source.initialize();
// Callers must meet at the row, and not in the queue for a first connection.
await Promise.all(Array.from({ length: 60 }, () => source.query('SELECT pg_sleep(0.2)')));

export const accountRepository = source.getRepository(Account);
