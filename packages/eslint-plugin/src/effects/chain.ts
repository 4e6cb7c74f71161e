import type { TSESTree } from '@typescript-eslint/utils';

import { isInside } from '../syntax/enclosing.js';
import { lastName } from '../syntax/member-path.js';
import { staticName, unwrap, wrapped } from '../syntax/node-shapes.js';
import type { Scopes } from './scopes.js';

/** Calls on the result of calls, `db('t').where({ id }).first()`, from the first to the outermost. */
export interface Chain {
  /** `db` */
  readonly root: TSESTree.Node;
  readonly calls: readonly ChainCall[];
  readonly outermost: TSESTree.Node;
}

/** One call of a chain; the name is empty where no method is called: `db('t')`. */
export interface ChainCall {
  readonly name: string;
  readonly node: TSESTree.CallExpression | TSESTree.NewExpression;
}

/** Variables that hold the beginning of a chain are followed so many times. */
const MAX_VARIABLES = 3;
const CONTINUING = /^(then|catch|finally)$/;

/**
 * The chains of a file.
 *
 * - **Cost:** each is found once, for all its calls.
 */
export class Chains {
  readonly #found = new WeakMap<TSESTree.Node, Chain>();
  readonly #scopes: Scopes;

  constructor(scopes: Scopes) {
    this.#scopes = scopes;
  }

  /** The chain that the call belongs to. */
  at(node: TSESTree.CallExpression): Chain {
    const known = this.#found.get(node);
    if (known) return known;
    const outermost = outermostCall(node);
    const { root, calls } = this.#callsTo(outermost, 0);
    const chain = { root, calls: [...calls, ...this.#commandOf(outermost)], outermost };
    for (const call of calls) {
      if (isInside(call.node, outermost)) this.#found.set(call.node, chain);
    }
    return chain;
  }

  /** The calls that lead to an expression, and what they start with. */
  #callsTo(node: TSESTree.Node, followed: number): Pick<Chain, 'root' | 'calls'> {
    const calls: ChainCall[] = [];
    let at = unwrap(node);
    while (at.type === 'CallExpression') {
      const callee = unwrap(at.callee);
      const isMethod = callee.type === 'MemberExpression';
      calls.unshift({ name: isMethod ? (staticName(callee) ?? '') : '', node: at });
      at = isMethod ? startOf(callee.object) : callee;
      if (!isMethod) return { root: at, calls };
    }
    const start = followed < MAX_VARIABLES ? this.#initialOf(at) : undefined;
    if (start?.type !== 'CallExpression') return { root: at, calls };
    const before = this.#callsTo(start, followed + 1);
    const added = this.#addedBefore(at, followed + 1);
    return { root: before.root, calls: [...before.calls, ...added, ...calls] };
  }

  /** Calls that statements of their own make on the variable: `query.where({ id });`. */
  #addedBefore(variable: TSESTree.Node, followed: number): ChainCall[] {
    const uses = this.#scopes.variableOf(variable)?.references ?? [];
    return uses.flatMap(({ identifier }) => {
      const { parent } = identifier;
      const isEarlier = identifier.range[0] < variable.range[0];
      if (!isEarlier || parent.type !== 'MemberExpression' || parent.object !== identifier)
        return [];
      const first = wrapped(parent).parent;
      if (first?.type !== 'CallExpression' || first.callee !== wrapped(parent)) return [];
      const last = outermostCall(first);
      const isStatement = wrapped(last).parent?.type === 'ExpressionStatement';
      return isStatement ? this.#callsWithin(last, identifier, followed) : [];
    });
  }

  /** The calls of a chain on the variable itself, without those that made it. */
  #callsWithin(last: TSESTree.Node, start: TSESTree.Node, followed: number): ChainCall[] {
    const { calls } = this.#callsTo(last, Math.max(followed, MAX_VARIABLES));
    return calls.filter(({ node }) => node.range[0] <= start.range[0] && isInside(start, node));
  }

  /** What a constant, or a field that is set once, was made with. */
  #initialOf(node: TSESTree.Node): TSESTree.Node | undefined {
    if (node.type !== 'Identifier') return undefined;
    const [definition] = this.#scopes.variableOf(node)?.defs ?? [];
    if (definition?.type !== 'Variable' || definition.parent.kind !== 'const') return undefined;
    const { id, init } = definition.node;
    return id.type === 'Identifier' && init ? unwrap(init) : undefined;
  }

  /** `new GetCommand(input)` of `client.send(new GetCommand(input))`. */
  #commandOf(outermost: TSESTree.Node): ChainCall[] {
    const [given] = outermost.type === 'CallExpression' ? outermost.arguments : [];
    const inner = given && unwrap(given);
    const command = inner && (this.#initialOf(inner) ?? inner);
    if (command?.type !== 'NewExpression') return [];
    return [{ name: lastName(command.callee) ?? '', node: command }];
  }
}

/** The call that `a.b().c` hangs on; `a.b` itself where there is none. */
function startOf(node: TSESTree.Node): TSESTree.Node {
  let at = unwrap(node);
  while (at.type === 'MemberExpression') at = unwrap(at.object);
  return at.type === 'CallExpression' ? at : unwrap(node);
}

function outermostCall(node: TSESTree.CallExpression): TSESTree.Node {
  let outer: TSESTree.Node = node;
  for (let next = nextCall(node); next; next = nextCall(next)) outer = next;
  return outer;
}

/** `f().where()` of `f()` */
function nextCall(node: TSESTree.Node): TSESTree.CallExpression | undefined {
  const object = wrapped(node);
  const member = object.parent;
  if (member?.type !== 'MemberExpression' || member.object !== object) return undefined;
  if (CONTINUING.test(staticName(member) ?? '')) return undefined;
  const callee = wrapped(member);
  const call = callee.parent;
  return call?.type === 'CallExpression' && call.callee === callee ? call : undefined;
}
