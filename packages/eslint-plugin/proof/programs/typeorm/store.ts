import { BaseEntity, DataSource, EntitySchema } from 'typeorm';

export class Account extends BaseEntity {
  declare id: number;
  declare n: number;
  declare other: number;
  declare tags: string[];
  declare settings: Record<string, number>;
  declare friends: Account[];
}

export class Label {
  declare name: string;
  declare color: string;
}

const url = process.env['DATABASE_URL'] ?? '';
const isPostgres = url.startsWith('postgres:');

const account = new EntitySchema<Account>({
  name: 'Account',
  target: Account,
  tableName: 'account',
  columns: {
    id: { type: Number, primary: true },
    n: { type: Number },
    other: { type: Number },
    tags: { type: 'text', array: isPostgres },
    settings: { type: 'json' },
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

const label = new EntitySchema<Label>({
  name: 'Label',
  target: Label,
  tableName: 'label',
  columns: { name: { type: String, primary: true }, color: { type: 'text' } },
});

const entities = [account, label];

export const source = new DataSource(
  isPostgres
    ? { type: 'postgres', url, entities, extra: { max: 60, idleTimeoutMillis: 0 } }
    : { type: 'mariadb', url, entities, extra: { connectionLimit: 60 } },
);

/** Other work that takes its time. */
export async function wait(seconds: number): Promise<void> {
  await source.query(`SELECT ${isPostgres ? 'pg_sleep' : 'sleep'}(${seconds})`);
}

await source.initialize();
// Callers must meet at the row, and not in the queue for a first connection.
await Promise.all(Array.from({ length: 60 }, () => wait(0.2)));

export const accountRepository = source.getRepository(Account);
export const labelRepository = source.getRepository(Label);
