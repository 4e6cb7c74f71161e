// repairs: version
import { Account } from './store.js';

export async function visit(id: number): Promise<void> {
  const account = await Account.findByPk(id, { rejectOnEmpty: true });
  const { n, version } = account;
  await Account.update({ n: n * 1 + 1, version: version + 1 }, { where: { id, version } });
}
