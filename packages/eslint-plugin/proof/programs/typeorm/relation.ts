// repairs: atomic-update, lock
import { accountRepository, source } from './store.js';

/** Other work, which takes some callers longer than others. */
async function wait(caller: number): Promise<void> {
  await source.query('SELECT pg_sleep($1)', [(caller % 10) / 20]);
}

export async function befriend(id: number, caller: number): Promise<void> {
  const friendId = id + caller + 1;
  await accountRepository.insert({ id: friendId, n: 0, other: 0, tags: [], settings: {} });
  const friend = await accountRepository.findOneByOrFail({ id: friendId });
  const account = await accountRepository.findOneOrFail({
    where: { id },
    relations: { friends: true },
  });
  account.friends.push(friend);
  await wait(caller);
  await accountRepository.save(account);
}
