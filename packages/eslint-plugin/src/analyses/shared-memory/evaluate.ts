import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { enclosingClass } from '../../syntax/enclosing.js';
import { lastName } from '../../syntax/member-path.js';
import { staticName, unwrap } from '../../syntax/node-shapes.js';
import { staticValueOf, variableOf } from '../../syntax/variables.js';
import { annotatedValue } from './annotation.js';
import { classInstance } from './class-fields.js';
import { type Facts, factsOf } from './facts.js';
import {
  memberOf,
  type Message,
  MESSAGE,
  prefer,
  saysShared,
  type Value,
  VIEW_CLASSES,
  viewOver,
  WORKER_DATA,
} from './value.js';
import { variableValue } from './variables.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Finds out which expressions of a file are shared memory, views over it, or messages. */
export class Evaluator {
  readonly facts: Facts;
  readonly source: SourceCode;
  readonly #trusts: boolean;
  readonly #known = new Map<object, Value | undefined>();

  /** `trustsMessages` takes every buffer that another thread sent for shared. */
  constructor(source: SourceCode, trustsMessages: boolean) {
    this.source = source;
    this.#trusts = trustsMessages;
    this.facts = factsOf(source);
  }

  /** The value of an expression, as far as it is known. */
  evaluate(node: TSESTree.Node | null | undefined): Value | undefined {
    if (!node) return undefined;
    return this.once(node, () => annotationOf(this.source, node) ?? this.#compute(unwrap(node)));
  }

  /** Computes at most once per key; a value that depends on itself is unknown there. */
  once(key: object, compute: () => Value | undefined): Value | undefined {
    if (!this.#known.has(key)) {
      this.#known.set(key, undefined);
      this.#known.set(key, compute());
    }
    return this.#known.get(key);
  }

  #compute(node: TSESTree.Node): Value | undefined {
    switch (node.type) {
      case 'Identifier':
        return this.#variable(node);
      case 'MemberExpression':
        return this.#member(node);
      case 'NewExpression':
        return this.#construct(node);
      case 'CallExpression':
        return this.#call(node);
      case 'ThisExpression':
        return this.#instance(node);
      case 'LogicalExpression':
        return prefer(this.evaluate(node.left), this.evaluate(node.right));
      case 'ConditionalExpression':
        return prefer(this.evaluate(node.consequent), this.evaluate(node.alternate));
      case 'AssignmentExpression':
        return node.operator === '=' ? this.evaluate(node.right) : undefined;
      case 'AwaitExpression':
        return this.evaluate(node.argument);
      case 'ObjectExpression':
      case 'ArrayExpression':
        return this.#structure(node);
      default:
        return undefined;
    }
  }

  #variable(node: TSESTree.Identifier): Value | undefined {
    const variable = variableOf(this.source, node);
    const value = variable ? this.once(variable, () => variableValue(this, variable)) : undefined;
    return value ?? (node.name === 'workerData' ? this.workerData() : undefined);
  }

  /** What this thread was started with: what the file gives to its own threads, else a message. */
  workerData(): Value {
    const given = this.facts.workerData.map((node) => this.evaluate(node));
    const best = given.reduce(prefer, undefined) ?? WORKER_DATA;
    if (best.kind !== 'structure') return best;
    const member = (name: string) => best.member(name) ?? memberOf(WORKER_DATA, name);
    return { kind: 'structure', member };
  }

  /** What another thread sent: what the file itself posts under the name, else a message. */
  message(): Value {
    const { isSharedFile, posted } = this.facts;
    if (!isSharedFile || posted.length === 0) return MESSAGE;
    const member = (name: string): Value | undefined => {
      const sent = posted.map((node) => memberOf(this.evaluate(node), name));
      return sent.reduce(prefer, name === 'data' ? this.message() : memberOf(MESSAGE, name));
    };
    return { kind: 'structure', member };
  }

  /** Whether elements of what another thread sent are taken for cells of shared memory. */
  isSharedMessage({ isNamedShared }: Message, index: TSESTree.Node): boolean {
    if (isNamedShared || this.#trusts) return true;
    return this.facts.isSharedFile && typeof staticValueOf(this.source, index)?.value === 'number';
  }

  #member(node: TSESTree.MemberExpression): Value | undefined {
    const name = staticName(node);
    if (name === undefined) return undefined;
    const value = memberOf(this.evaluate(node.object), name);
    return value ?? (name === 'workerData' ? this.workerData() : undefined);
  }

  #construct(node: TSESTree.NewExpression): Value | undefined {
    const name = lastName(node.callee) ?? '';
    const [first] = node.arguments;
    if (name === 'SharedArrayBuffer') return { kind: 'buffer', origin: node };
    if (name === 'Memory')
      return isSharedMemory(first) ? { kind: 'memory', origin: node } : undefined;
    if (VIEW_CLASSES.has(name))
      return viewOver(this.evaluate(first), name, this.#isSaidShared(node));
    return this.#instanceOf(node.callee);
  }

  #call(node: TSESTree.CallExpression): Value | undefined {
    const {
      callee,
      arguments: [first],
    } = node;
    if (callee.type !== 'MemberExpression') {
      return lastName(callee) === 'receiveMessageOnPort'
        ? { kind: 'structure', member: () => this.message() }
        : undefined;
    }
    const name = staticName(callee);
    if (name === 'from' && lastName(callee.object) === 'Buffer') {
      return viewOver(this.evaluate(first), 'Uint8Array', this.#isSaidShared(node));
    }
    return name === 'subarray' ? this.evaluate(callee.object) : undefined;
  }

  #instance(node: TSESTree.ThisExpression): Value | undefined {
    const definition = enclosingClass(node) ?? this.source.ast;
    return this.once(definition, () => classInstance(this, definition));
  }

  /** Whether the file speaks of shared buffers, or a name of the buffer or the view does. */
  #isSaidShared(node: TSESTree.CallExpression | TSESTree.NewExpression): boolean {
    const {
      parent,
      arguments: [buffer],
    } = node;
    if (this.facts.isSharedFile || this.#trusts) return true;
    if (buffer && saysShared(lastName(buffer) ?? '')) return true;
    if (parent?.type === 'VariableDeclarator') return saysShared(lastName(parent.id) ?? '');
    return parent?.type === 'AssignmentExpression' && saysShared(lastName(parent.left) ?? '');
  }

  #instanceOf(callee: TSESTree.Node): Value | undefined {
    const variable = callee.type === 'Identifier' ? variableOf(this.source, callee) : undefined;
    const definition = variable?.defs[0]?.node;
    return definition?.type === 'ClassDeclaration'
      ? this.once(definition, () => classInstance(this, definition))
      : undefined;
  }

  #structure(node: TSESTree.ArrayExpression | TSESTree.ObjectExpression): Value {
    return { kind: 'structure', member: (name) => this.evaluate(elementOf(node, name)) };
  }
}

function elementOf(
  node: TSESTree.ArrayExpression | TSESTree.ObjectExpression,
  name: string,
): TSESTree.Node | null | undefined {
  if (node.type === 'ArrayExpression') return node.elements[Number(name)];
  const property = node.properties.find((p) => p.type === 'Property' && staticName(p) === name);
  return property?.type === 'Property' ? property.value : undefined;
}

function annotationOf(source: SourceCode, node: TSESTree.Node): Value | undefined {
  const isCast = node.type === 'TSAsExpression' || node.type === 'TSTypeAssertion';
  return isCast ? annotatedValue(source, node.typeAnnotation) : undefined;
}

function isSharedMemory(options: TSESTree.Node | undefined): boolean {
  if (options?.type !== 'ObjectExpression') return false;
  const shared = elementOf(options, 'shared');
  return shared?.type === 'Literal' && shared.value === true;
}
