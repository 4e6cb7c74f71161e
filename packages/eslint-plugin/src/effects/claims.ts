import type { Fact, Write } from './access.js';
import type { Frame } from './frame.js';
import type { State } from './state.js';
import { isOverlap } from './value.js';

type MemoryWrite = Pick<Write, 'node' | 'resource' | 'fields' | 'object'>;

/**
 * What a write to memory does to what was tested before: tests of the same place no longer hold.
 * One that follows its own test at once is a claim, `if (busy) return; busy = true`: whoever comes
 * next fails the test, until the place is written again.
 */
export function settleTests(write: MemoryWrite, frame: Frame, state: State): void {
  const owner = ownerOf(write);
  if (!isDerived(write)) forgetTaken(write, state);
  for (const guard of state.guards) {
    if (guard.kind === 'flag' && guard.owner === owner) state.guards.delete(guard);
  }
  const about = [...state.facts].filter(([, fact]) => isAbout(fact, write));
  const isClaim = about.some(([, fact]) => isFresh(fact, state)) && !isDerived(write);
  const settled = isClaim ? [...state.facts].filter(([, fact]) => isOfMemory(fact)) : about;
  for (const [key] of settled) state.facts.delete(key);
  if (!isClaim) return;
  state.guards.add(frame.run.arena.guard('flag', write.node, owner));
  // What was read in the same step was read under the claim.
  for (const read of state.current) if (read.resource.kind === 'memory') state.current.delete(read);
}

/**
 * `old = current; current = mine`: what was read there is this code's own now. Others read what was
 * put in its place, so that nothing of theirs is lost when it is put back.
 */
function forgetTaken({ resource, fields }: MemoryWrite, state: State): void {
  for (const read of state.current) {
    const isTaken = read.resource === resource && fields.some(({ path }) => path === read.path);
    if (isTaken) state.current.delete(read);
  }
}

function ownerOf({ object, fields }: MemoryWrite): string {
  return `${object?.id ?? ''}.${fields[0]?.path ?? ''}`;
}

/** Whether the fact tells of the place that is written. */
function isAbout(fact: Fact, { resource, fields }: MemoryWrite): boolean {
  return [...fact.value.derivations].some(({ read, path }) => {
    return read.resource === resource && fields.some((field) => isOverlap(path, field.path));
  });
}

function isOfMemory(fact: Fact): boolean {
  return [...fact.value.derivations].some(({ read }) => read.resource.kind === 'memory');
}

function isFresh(fact: Fact, state: State): boolean {
  return [...fact.value.derivations].every(({ read }) => !state.stale.has(read));
}

/** Whether the new value is counted from the old one: a limit of more than one admits others. */
function isDerived({ resource, fields }: MemoryWrite): boolean {
  return fields.some(({ value }) => {
    return [...value.derivations].some(({ read }) => read.resource === resource);
  });
}
