import type { TSESLint } from '@typescript-eslint/utils';
import { findSharedMemoryRaces, mayShareMemory } from '../analyses/shared-memory/find-races.js';
import type { SharedMemoryRace } from '../analyses/shared-memory/race.js';
import { repairSharedMemory } from '../repairs/shared-memory/repair-shared-memory.js';
import { createRule, type Finding, optionsOf, report } from './create-rule.js';

export const noNonatomicSharedMemory = createRule({
  name: 'no-nonatomic-shared-memory',
  meta: {
    type: 'problem',
    docs: { description: 'Disallow plain updates of memory that other threads update too' },
    schema: [optionsOf('atomics')],
    defaultOptions: [{}],
    messages: {
      update:
        '`{{ cell }}` is shared with other threads, but read and written here in two steps; an update made by another thread in between is lost.',
      guardedUpdate:
        '`{{ cell }}` is tested on line {{ line }} and changed here in a second step; another thread can pass the same test in between.',
      staleStore:
        '`{{ cell }}` is written here from a value read on line {{ line }}; an update made by another thread in between is lost.',
      claim:
        '`{{ cell }}` is tested on line {{ line }} and written here in a second step; another thread can pass the same test in between.',
      splitWait:
        '`{{ cell }}` is waited for on line {{ line }} and subtracted from here in a second step; every thread that wakes up subtracts.',
      spin: 'This loop waits for `{{ cell }}` with a plain read, which may be made only once; what another thread writes later is never seen.',
      signal:
        '`{{ cell }}` is what threads wait for, but is written here without `Atomics`; a waiting thread may miss it.',
    },
  },
  mayConcern: ({ sourceCode }) => mayShareMemory(sourceCode),
  create(context) {
    return {
      'Program:exit'() {
        const trustsMessages = context.options[0]?.strict === true;
        for (const race of findSharedMemoryRaces(context.sourceCode, { trustsMessages })) {
          report(context, toFinding(context.sourceCode, race));
        }
      },
    };
  },
});

type MessageId =
  'claim' | 'guardedUpdate' | 'signal' | 'spin' | 'splitWait' | 'staleStore' | 'update';

function toFinding(
  source: Readonly<TSESLint.SourceCode>,
  race: SharedMemoryRace,
): Finding<MessageId> {
  const [messageId, earlier] = tell(race);
  const line = earlier?.node.loc.start.line ?? 0;
  return {
    messageId,
    data: { cell: race.access.cell.text, line },
    range: race.kind === 'spin' ? race.access.node.range : race.node.range,
    repairs: repairSharedMemory(source, race),
  };
}

/** The message for a race, and the access whose line it names. */
function tell(race: SharedMemoryRace): [MessageId, SharedMemoryRace['access']?] {
  switch (race.kind) {
    case 'update':
      return race.test ? ['guardedUpdate', race.test.read] : ['update'];
    case 'stale-store':
      return ['staleStore', race.read];
    case 'claim':
      return race.access.kind === 'update'
        ? ['guardedUpdate', race.test.read]
        : ['claim', race.test.read];
    case 'split-wait':
      return ['splitWait', race.wait];
    default:
      return [race.kind];
  }
}
