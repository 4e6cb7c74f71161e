// repairs: condition, row-lock, lock
import { Account } from './store.js';

export async function claim(id: number): Promise<boolean> {
  const account = await Account.findByPk(id);
  if (account?.n !== 0) return false;
  await Account.update({ n: 1 }, { where: { id } });
  return true;
}
