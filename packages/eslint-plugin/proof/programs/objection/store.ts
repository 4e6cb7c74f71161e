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

Model.knex(
  knex.knex({
    client: 'pg',
    connection: process.env['DATABASE_URL'] ?? '',
    pool: { max: 20 },
  }),
);
