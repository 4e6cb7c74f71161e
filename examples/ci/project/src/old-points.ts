import { User } from './models.js';

/** Two lost updates that were here before the plugin was; eslint-suppressions.json counts them. */
export async function addPoints(id: number, points: number): Promise<void> {
  const user = await User.findByPk(id, { rejectOnEmpty: true });
  user.points += points;
  await user.save();
}

export async function takePoints(id: number, points: number): Promise<void> {
  const user = await User.findByPk(id, { rejectOnEmpty: true });
  user.points -= points;
  await user.save();
}
