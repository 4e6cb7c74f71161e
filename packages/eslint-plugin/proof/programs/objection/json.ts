// repairs: row-lock, lock
import { Model } from 'objection';
import { Account as Stored } from './store.js';

class Account extends Model {
  static override readonly tableName = Stored.tableName;
  static override readonly jsonAttributes = ['settings'];
  declare id: number;
  declare settings: Record<string, number>;
}

export async function set(id: number, caller: number): Promise<void> {
  const account = await Account.query().findById(id).throwIfNotFound();
  await account.$query().patch({ settings: { ...account.settings, [`key${caller}`]: caller } });
}
