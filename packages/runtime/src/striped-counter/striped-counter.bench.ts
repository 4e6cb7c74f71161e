import { contend } from '../../bench/contend.js';
import { rounded, writeResult } from '../../bench/shared-timing.js';
import type * as Source from '../index.js';

const shipped: string = '@interlocked/runtime/shared';
const { AtomicCounter, StripedCounter } = (await import(shipped)) as typeof Source;

const nanoseconds = {
  'Atomics.add on one cell': await contend({ alternative: 'Int32Add' }),
  'AtomicCounter.increment': await contend({ handle: new AtomicCounter().handle }),
  'StripedCounter.increment': await contend({ handle: new StripedCounter().handle }),
};
const oneCell = nanoseconds['Atomics.add on one cell'];

writeResult('striped-counter', {
  'times faster than one cell with two writers': rounded(
    oneCell / nanoseconds['StripedCounter.increment'],
  ),
  'nanoseconds of one increment while a second thread increments too': nanoseconds,
});
