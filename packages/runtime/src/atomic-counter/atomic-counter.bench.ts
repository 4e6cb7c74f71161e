import { contend } from '../../bench/contend.js';
import { alternatives } from '../../bench/counter-alternatives.mjs';
import { rounded, timeInTurns, writeResult } from '../../bench/shared-timing.js';
import type * as Source from './atomic-counter.js';

// The package as it is shipped; its source would be compiled differently here.
const shipped: string = '@interlocked/runtime/shared';
const { AtomicCounter } = (await import(shipped)) as typeof Source;

const cells = new Int32Array(new SharedArrayBuffer(256));
const bigCells = new BigInt64Array(new SharedArrayBuffer(256));
const counter = new AtomicCounter();
const bounded = new AtomicCounter({ min: 0 });
const wide = new AtomicCounter({ initial: 2 ** 40 });
const { Int32Exchange, BigIntAdd, BigIntExchange, LowAndHigh } = alternatives;
const int32Exchange = new Int32Exchange(new SharedArrayBuffer(256));
const bigIntAdd = new BigIntAdd(new SharedArrayBuffer(256));
const bigIntExchange = new BigIntExchange(new SharedArrayBuffer(256));
const lowAndHigh = new LowAndHigh(new SharedArrayBuffer(256));

// Each contestant has a loop of its own, so that each is compiled for what it calls.
const alone = timeInTurns({
  'Atomics.add on Int32Array': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= Atomics.add(cells, 16, 1) + 1;
    return sum;
  },
  'AtomicCounter.increment': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= counter.increment();
    return sum;
  },
  'AtomicCounter.next': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= counter.next();
    return sum;
  },
  'AtomicCounter.decrement': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= counter.decrement();
    return sum;
  },
  'AtomicCounter.add': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= counter.add(done & 7);
    counter.set(0);
    return sum;
  },
  'AtomicCounter.increment, bounded': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= bounded.increment();
    return sum;
  },
  'Atomics.load on Int32Array': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= Atomics.load(cells, 16);
    return sum;
  },
  'AtomicCounter.value': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= counter.value;
    return sum;
  },
  'Atomics.add on BigInt64Array': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= Number(Atomics.add(bigCells, 16, 1n)) + 1;
    return sum;
  },
  'AtomicCounter.increment, wide': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= wide.increment();
    return sum;
  },
  'alternative: Int32 exchange': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= int32Exchange.increment();
    return sum;
  },
  'alternative: BigInt add': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= bigIntAdd.increment();
    return sum;
  },
  'alternative: BigInt exchange': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= bigIntExchange.increment();
    return sum;
  },
  'alternative: low and high word (torn)': (count) => {
    let sum = 0;
    for (let done = 0; done < count; done++) sum ^= lowAndHigh.increment();
    return sum;
  },
});

const raw = alone['Atomics.add on Int32Array'].nanoseconds;
const ratio = (name: keyof typeof alone, to = raw) => rounded(alone[name].nanoseconds / to);
const readAndExchange = alone['alternative: Int32 exchange'].nanoseconds;
const rawWide = alone['Atomics.add on BigInt64Array'].nanoseconds;

writeResult('atomic-counter', {
  'ratio of AtomicCounter.increment to Atomics.add': ratio('AtomicCounter.increment'),
  'ratios of other methods to Atomics.add': {
    next: ratio('AtomicCounter.next'),
    decrement: ratio('AtomicCounter.decrement'),
    add: ratio('AtomicCounter.add'),
    'increment, bounded': ratio('AtomicCounter.increment, bounded'),
  },
  // What may not pass a bound must look before it changes anything: this is the least that costs.
  'ratios to a read and a compareExchange of one Int32': {
    decrement: ratio('AtomicCounter.decrement', readAndExchange),
    'increment, bounded': ratio('AtomicCounter.increment, bounded', readAndExchange),
  },
  'ratio of value to Atomics.load': ratio(
    'AtomicCounter.value',
    alone['Atomics.load on Int32Array'].nanoseconds,
  ),
  'ratio of a wide increment to Atomics.add on BigInt64Array': ratio(
    'AtomicCounter.increment, wide',
    rawWide,
  ),
  'nanoseconds alone': alone,
  'nanoseconds of one increment while a second thread increments too': {
    'Atomics.add on Int32Array': await contend({ alternative: 'Int32Add' }),
    'AtomicCounter.increment': await contend({ handle: new AtomicCounter().handle }),
    'alternative: Int32 exchange': await contend({ alternative: 'Int32Exchange' }),
    'alternative: BigInt add': await contend({ alternative: 'BigIntAdd' }),
    'alternative: BigInt exchange': await contend({ alternative: 'BigIntExchange' }),
    'alternative: low and high word (torn)': await contend({ alternative: 'LowAndHigh' }),
  },
});
