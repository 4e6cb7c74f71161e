import { advance, settle } from '../../src/testing/settle.js';
import type { LockSubject } from '../lock-subject.js';
import type { Command, History } from './command.js';
import { LockPlayer } from './lock-player.js';

/** Plays a history to its end without a reference: everything held is released at last. */
export async function playFreely(subject: LockSubject, history: History): Promise<LockPlayer> {
  const player = new LockPlayer(subject);
  player.clock.install();
  try {
    for (const command of history) {
      const isOver = step(player, command);
      if (isOver) await isOver;
    }
    await player.finish();
    return player;
  } finally {
    player.clock.uninstall();
  }
}

function step(player: LockPlayer, command: Command): Promise<unknown> | undefined {
  if (command.do === 'request') player.request(command);
  else if (command.do === 'try') player.try(command.key, command.units);
  else if (command.do === 'settle') return settle();
  else if (command.do === 'advance') return advance(player.clock, command.ms);
  else if (command.do === 'abort') {
    player.pickSignal(command.pick)?.signal?.abort();
  } else if (command.do !== 'downgrade') {
    const isAgain = command.do === 'release again';
    const found = player.requests.filter((r) => r.release && r.isOver === isAgain);
    const request = found[command.pick % found.length];
    if (request) player.release(request);
  }
  return undefined;
}
