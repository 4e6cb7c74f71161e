import { User } from './models.js';

/** New code lets the database add. */
export async function visit(id: number): Promise<void> {
  await User.increment('points', { where: { id } });
}
