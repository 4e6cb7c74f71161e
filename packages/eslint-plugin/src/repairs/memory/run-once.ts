import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { CheckAwaitSet } from '../../analyses/check-await-set.js';
import { targetOf } from '../../analyses/memory-target.js';
import type { TextEdit } from '../../syntax/edit.js';
import { importValue } from '../../syntax/imports.js';
import { lastName } from '../../syntax/member-path.js';
import { isTypeScript } from '../../syntax/is-typescript.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { wrapStatements } from '../../syntax/wrap.js';
import { mayWaitForItself } from '../keyed-lock/lock-conflicts.js';
import { returnsIn, type Region } from '../keyed-lock/lock-region.js';
import { memoryRegionOf } from './memory-region.js';
import { homeOf } from './primitive-home.js';
import { isSettledBefore } from '../keyed-lock/region-variables.js';
import type { Repair, RepairKind } from '../repair.js';
import { isSetOnce, keyTypeOf, promisedType, typeOfPlace } from './memory-place.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** How callers of the region are kept from running it twice. */
interface Guarding {
  readonly kind: RepairKind;
  readonly label: string;
  readonly primitive: string;
  /** The type argument, where the primitive's own inference does not find it. */
  readonly type: string;
  readonly method: string;
  /** The arguments before the callback. */
  readonly key: string;
  readonly suffix: string;
}

/** Runs the region from the test to the write once, however many callers come meanwhile. */
export function runOnce(race: CheckAwaitSet, source: SourceCode): Repair | undefined {
  const { read, write } = race;
  const target = targetOf(write);
  const region = memoryRegionOf(read.node, write.node, target, source);
  if (!region || mayWaitForItself(region, source)) return undefined;
  const guarding = guardingOf(race, region, target, source);
  const owner = guarding && homeOf(target, source);
  if (!guarding || !owner) return undefined;
  const imported = importValue(source, '@interlocked/runtime', guarding.primitive);
  const home = owner.declare(
    `${plainName(target)}${guarding.suffix}`,
    `new ${imported.name}${guarding.type}()`,
  );
  return {
    kind: guarding.kind,
    label: guarding.label,
    edits: [...imported.edits, ...home.edits, ...wrap(region, home.name, guarding, source)],
  };
}

function wrap(
  region: Region,
  name: string,
  { method, key }: Guarding,
  source: SourceCode,
): TextEdit[] {
  const start = region.returns ? 'return await' : 'await';
  const open = `${start} ${name}.${method}(${key}async () => {`;
  return wrapStatements(source, region.statements, open, '})');
}

function guardingOf(
  { fact, write }: CheckAwaitSet,
  region: Region,
  target: TSESTree.Node,
  source: SourceCode,
): Guarding | undefined {
  const key = write.node.type === 'CallExpression' ? write.node.arguments[0] : undefined;
  if (key)
    return isSettledBefore(key, region.statements, source)
      ? perKey(key, region, write.node, source)
      : undefined;
  const type = region.returns ? typeOfPlace(region.function, target, source) : '';
  const isOnce =
    type !== undefined &&
    isPresence(fact.test, target, source) &&
    givesPlace(region, target, source) &&
    isSetOnce(target, write.node, source);
  return isOnce
    ? {
        kind: 'once',
        label: 'Make it once, however many ask',
        primitive: 'Once',
        type: type === '' ? '' : `<${type}>`,
        method: 'run',
        key: '',
        suffix: 'Once',
      }
    : {
        kind: 'mutex',
        label: `Hold a lock from the test to the ${region.returns ? 'end' : 'write'}`,
        primitive: 'Mutex',
        type: '',
        method: 'runExclusive',
        key: '',
        suffix: 'Mutex',
      };
}

function perKey(
  key: TSESTree.Node,
  region: Region,
  write: TSESTree.Node,
  source: SourceCode,
): Guarding {
  const target = targetOf({ node: write });
  const text = source.getText(key);
  // Who shares the run of another function gets what that one gives.
  const isOnly = isSetOnce(target, write, source);
  const type = isOnly ? typeOfFlight(region, target, source) : undefined;
  return type === undefined
    ? {
        kind: 'mutex',
        label: `Hold a lock per key from the test to the ${region.returns ? 'end' : 'write'}`,
        primitive: 'KeyedMutex',
        type: '',
        method: 'runExclusive',
        key: `String(${text}), `,
        suffix: 'Mutex',
      }
    : {
        kind: 'single-flight',
        label: 'Share one run per key',
        primitive: 'SingleFlight',
        type,
        method: 'run',
        key: `${text}, `,
        suffix: 'Flights',
      };
}

/** `<string, Client>` where the key's type and what the function promises are written down. */
function typeOfFlight(
  region: Region,
  target: TSESTree.Node,
  source: SourceCode,
): string | undefined {
  if (!region.returns || !isTypeScript(source)) return '';
  const promised = promisedType(region.function, source);
  const keyed = keyTypeOf(target, source);
  return promised !== undefined && keyed !== undefined ? `<${keyed}, ${promised}>` : undefined;
}

/** Whether the test asks only if the place is set: another test may ask for a new one later. */
function isPresence(test: TSESTree.Node, target: TSESTree.Node, source: SourceCode): boolean {
  const name = source.getText(target);
  const inner = unwrap(test);
  if (inner.type === 'UnaryExpression' && inner.operator === '!') {
    return isPresence(inner.argument, target, source);
  }
  if (inner.type !== 'BinaryExpression') return source.getText(inner) === name;
  const isNothing = /^(null|undefined)$/.test(source.getText(inner.right));
  return isNothing && source.getText(inner.left) === name;
}

/** Whether the region gives nothing but the place: whatever else it gives, later callers want anew. */
function givesPlace({ statements }: Region, target: TSESTree.Node, source: SourceCode): boolean {
  const name = source.getText(target);
  return statements
    .flatMap((statement) => returnsIn(statement, source))
    .every(({ argument }) => !argument || source.getText(unwrap(argument)) === name);
}

/** `client` of `this.#client`. */
function plainName(target: TSESTree.Node): string {
  return (lastName(target) ?? 'value').replace(/^[#_]+/, '').replace(/\W/g, '_') || 'value';
}
