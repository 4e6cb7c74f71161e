import knex from 'knex';
import { Model } from 'objection';

export class Account extends Model {
  static override readonly tableName = 'account';
  static override readonly jsonAttributes = ['settings'];
  declare id: number;
  declare n: number;
  declare other: number;
  declare tags: string[];
  declare settings: Record<string, number>;
}

export class Label extends Model {
  static override readonly tableName = 'label';
  static override readonly idColumn = 'name';
  declare name: string;
  declare color: string;
}

const connection = process.env['DATABASE_URL'] ?? '';

Model.knex(
  knex.knex({
    client: connection.startsWith('mysql:') ? 'mysql2' : 'pg',
    connection,
    pool: { max: 20 },
  }),
);
