import fc from 'fast-check';
import type { LockSubject } from '../lock-subject.js';
import type { Style } from '../reference/reference-lock.js';

/** One step of a history; `pick` chooses among whatever qualifies when it is played. */
export type Command =
  | {
      readonly do: 'request';
      readonly style: Style;
      readonly key: number;
      readonly units: number;
      readonly priority: number;
      readonly timeoutMs: number | undefined;
      readonly signal: 'none' | 'live' | 'aborted';
    }
  | { readonly do: 'try'; readonly key: number; readonly units: number }
  | { readonly do: 'release' | 'release again' | 'downgrade' | 'abort'; readonly pick: number }
  | { readonly do: 'advance'; readonly ms: number }
  | { readonly do: 'settle' };

export type History = readonly Command[];

const allStyles = ['guard', 'guard', 'sync', 'throw', 'async'] as const;

/** Histories without signals and deadlines, or with them. */
export function histories(subject: LockSubject, withCancellation: boolean): fc.Arbitrary<History> {
  const key = fc.integer({ min: 0, max: subject.keys - 1 });
  const units = fc.constantFrom(...subject.units);
  const pick = fc.nat(7);
  const request = fc.record({
    do: fc.constant('request' as const),
    style: fc.constantFrom<Style>(...(subject.styles ?? allStyles)),
    key,
    units,
    priority: fc.constantFrom(0, 0, 0, 0, 1, -1, Infinity),
    timeoutMs: withCancellation
      ? fc.constantFrom(undefined, undefined, 0, 5, 7, 2 ** 31, Infinity)
      : fc.constant(undefined),
    signal: withCancellation
      ? fc.constantFrom('none' as const, 'live' as const, 'live' as const, 'aborted' as const)
      : fc.constant('none' as const),
  });
  const arms: fc.WeightedArbitrary<Command>[] = [
    { weight: 6, arbitrary: request },
    { weight: 5, arbitrary: fc.record({ do: fc.constant('release' as const), pick }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('release again' as const), pick }) },
    { weight: 5, arbitrary: fc.constant({ do: 'settle' as const }) },
  ];
  if (!subject.styles) {
    arms.push({ weight: 1, arbitrary: fc.record({ do: fc.constant('try' as const), key, units }) });
  }
  if (subject.canDowngrade) {
    arms.push({ weight: 2, arbitrary: fc.record({ do: fc.constant('downgrade' as const), pick }) });
  }
  if (withCancellation) {
    const ms = fc.constantFrom(1, 5, 7, 2 ** 31);
    arms.push(
      { weight: 3, arbitrary: fc.record({ do: fc.constant('abort' as const), pick }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('advance' as const), ms }) },
    );
  }
  return fc.array(fc.oneof(...arms), { maxLength: 40, size: 'max' });
}
