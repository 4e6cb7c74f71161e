// repairs: pass
import { Account, sequelize } from './store.js';

export async function visit(id: number): Promise<void> {
  await sequelize.transaction(async (transaction) => {
    const account = await Account.findByPk(id, { lock: true, rejectOnEmpty: true });
    account.n = account.n * 1 + 1;
    await account.save({ transaction });
  });
}
