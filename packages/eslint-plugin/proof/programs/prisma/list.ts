// repairs: atomic-update, row-lock, lock
import { prisma } from './store.js';

export async function tag(id: number, caller: number): Promise<void> {
  const account = await prisma.account.findUniqueOrThrow({ where: { id } });
  await prisma.account.update({
    where: { id },
    data: { tags: [...account.tags, `tag ${caller}`] },
  });
}
