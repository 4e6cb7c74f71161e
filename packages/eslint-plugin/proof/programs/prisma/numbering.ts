// repairs: lock
import { prisma } from './store.js';

export async function addTicket(): Promise<void> {
  const last = await prisma.ticket.findFirst({ orderBy: { position: 'desc' } });
  await prisma.ticket.create({ data: { board: 1, position: (last?.position ?? 0) + 1 } });
}
