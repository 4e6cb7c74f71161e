import type { TSESTree } from '@typescript-eslint/utils';

import type { Fact, Write } from '../effects/access.js';
import type { FileModel } from '../effects/model.js';
import { enclosingFunction, enclosingStatement } from '../syntax/enclosing.js';
import { lastName } from '../syntax/member-path.js';
import { isFunction, unwrap } from '../syntax/node-shapes.js';
import { walk } from '../syntax/walk.js';
import { givenValue, targetOf } from './memory-target.js';
import { relevantWrites, type Scope } from './relevant-writes.js';
import { isReachable } from './runs-beside-itself.js';

/** A new object is set where others find it, and made ready only after that. */
export interface HalfInitialised {
  readonly write: Write;
  /** The `await` after which it is ready. */
  readonly ready: TSESTree.Node;
}

const READYING =
  /^(connect|init|initiali[sz]e|load|open|start|setup|login|authenticate|hydrate|prepare|boot|bootstrap|sync)\w*$/i;

/** Objects that a getter makes on demand, publishes, and only then waits for. */
export function findHalfInitialised(model: FileModel, scope: Scope): HalfInitialised[] {
  const seen = new Set<TSESTree.Node>();
  return relevantWrites(model, scope).flatMap((write) => {
    const isMade = givenValue(write, model.source)?.type === 'NewExpression';
    if (write.kind !== 'memory' || !write.concurrent || !isMade || seen.has(write.node)) return [];
    const ready = write.facts.some((fact) => isTest(fact, write)) && findReadying(write, model);
    if (!ready || !isGiven(write, model) || !isReachable(write, model)) return [];
    seen.add(write.node);
    return [{ write, ready }];
  });
}

/** Whether the fact is a test of the place, not stale: a stale one is reported for itself. */
function isTest({ value }: Fact, write: Write): boolean {
  return [...value.derivations].some(({ read, path }) => {
    const isSame = read.resource === write.resource && path === write.fields[0]?.path;
    return isSame && !write.stale.has(read);
  });
}

/** `await client.connect()` in a statement after the write, in the same block. */
function findReadying({ node }: Write, { source }: FileModel): TSESTree.Node | undefined {
  const statement = enclosingStatement(node);
  const block = statement.parent;
  if (block?.type !== 'BlockStatement') return undefined;
  const name = source.getText(targetOf({ node }));
  const after = block.body.slice(block.body.findIndex((at) => at === statement) + 1);
  return after
    .flatMap((part) => [...walk(source, part, isFunction)])
    .find((part) => {
      const call = part.type === 'AwaitExpression' ? unwrap(part.argument) : undefined;
      const callee = call?.type === 'CallExpression' ? unwrap(call.callee) : undefined;
      return (
        callee?.type === 'MemberExpression' &&
        READYING.test(lastName(callee) ?? '') &&
        source.getText(callee.object).replace(/[!?]/g, '') === name
      );
    });
}

/** Whether the function gives the object to its callers: they take it at once where it is there. */
function isGiven({ node }: Write, { source }: FileModel): boolean {
  const fn = enclosingFunction(node);
  if (!fn) return false;
  const name = source.getText(targetOf({ node }));
  return [...walk(source, fn.body, isFunction)].some((part) => {
    if (part.type !== 'ReturnStatement' || !part.argument) return false;
    return source.getText(part.argument).replace(/!$/, '') === name;
  });
}
