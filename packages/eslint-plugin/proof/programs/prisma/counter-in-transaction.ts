// repairs: atomic-update
import { prisma } from './store.js';

export async function visit(id: number): Promise<void> {
  await prisma.$transaction(
    async (tx) => {
      const account = await tx.account.findUniqueOrThrow({ where: { id } });
      await tx.account.update({ where: { id }, data: { n: account.n + 1 } });
    },
    { maxWait: 30_000, timeout: 30_000 },
  );
}
