import { User } from './models.js';

export async function addPoints(id: number, points: number): Promise<void> {
  const user = await User.findByPk(id, { rejectOnEmpty: true });
  user.points += points;
  await user.save();
}
