import type { TSESLint } from '@typescript-eslint/utils';

import type { Race } from '../../analyses/race.js';
import { targetOf } from '../../analyses/memory-target.js';
import { importValue } from '../../syntax/imports.js';
import { lastName } from '../../syntax/member-path.js';
import { wrapStatements } from '../../syntax/wrap.js';
import { mayWaitForItself } from '../keyed-lock/lock-conflicts.js';
import { isWrittenOnlyIn } from './memory-place.js';
import { memoryRegionOf } from './memory-region.js';
import { homeOf } from './primitive-home.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Holds a lock from the read to the write, where nothing else writes the place. */
export function mutexAround({ derivation, write }: Race, source: SourceCode): Repair | undefined {
  const target = targetOf(write);
  const region = memoryRegionOf(derivation.node, write.node, target, source);
  if (!region || mayWaitForItself(region, source)) return undefined;
  const home = isWrittenOnlyIn(target, region.statements, source)
    ? homeOf(target, source)
    : undefined;
  if (!home) return undefined;
  const imported = importValue(source, '@interlocked/runtime', 'Mutex');
  const name = (lastName(target) ?? 'value').replace(/^[#_]+/, '').replace(/\W/g, '_');
  const lock = home.declare(`${name || 'value'}Mutex`, `new ${imported.name}()`);
  const start = region.returns ? 'return await' : 'await';
  const open = `${start} ${lock.name}.runExclusive(async () => {`;
  return {
    kind: 'mutex',
    label: `Hold a lock from the read to the ${region.returns ? 'end' : 'write'}`,
    edits: [
      ...imported.edits,
      ...lock.edits,
      ...wrapStatements(source, region.statements, open, '})'),
    ],
  };
}
