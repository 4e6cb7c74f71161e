// repairs: atomic-update, row-lock, lock
import { prisma } from './store.js';

export async function visit(id: number): Promise<void> {
  const account = await prisma.account.findUniqueOrThrow({ where: { id } });
  await prisma.account.update({ where: { id }, data: { n: account.n + 1 } });
}
