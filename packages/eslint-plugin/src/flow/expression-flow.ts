import type { TSESTree } from '@typescript-eslint/utils';
import { decoratorsOf } from '../syntax/decorators.js';

import type { BlockList } from './block-list.js';
import type { Assumption, Block } from './graph.js';

type Node = TSESTree.Node;

/** What only the statements around an expression know. */
export interface Around {
  /** Lays down the statements of a class's static block. */
  addStatements(body: readonly TSESTree.Statement[]): void;
  /** Lays down the way out by a `return`, beside the way on. */
  mayReturn(): void;
}

/** Lays expressions and patterns down as steps, operands first, left to right. */
export class ExpressionFlow {
  readonly #blocks: BlockList;
  /** Where each enclosing optional chain goes when a link of it is nullish. */
  readonly #chainEnds: Block[] = [];

  readonly #around: Around;

  constructor(blocks: BlockList, around: Around) {
    this.#blocks = blocks;
    this.#around = around;
  }

  /** Adds the steps that compute `node`, its own `evaluate` step last. */
  add(node: Node | null | undefined): void {
    if (!node) return;
    this.#blocks.enter();
    this.#add(node);
    this.#blocks.leave();
  }

  #add(node: Node): void {
    switch (node.type) {
      case 'LogicalExpression':
        return this.#addLogical(node);
      case 'ConditionalExpression':
        return this.#addConditional(node);
      case 'AssignmentExpression':
        return this.#addAssignment(node);
      case 'ChainExpression':
        return this.#addChain(node);
      case 'MemberExpression':
        return this.#addMember(node);
      case 'CallExpression':
        return this.#addCall(node);
      case 'AwaitExpression':
      case 'YieldExpression':
        return this.#addSuspension(node);
      case 'ClassExpression':
      case 'ClassDeclaration':
        return this.#addClass(node);
      case 'JSXEmptyExpression':
        return;
      default:
        this.addOperands(node);
        this.#blocks.step({ kind: 'evaluate', node });
    }
  }

  /** Branches on `test`: to `whenTrue` or `whenFalse`, each edge knowing how its part came out. */
  addCondition(test: Node, whenTrue: Block, whenFalse: Block): void {
    if (test.type === 'LogicalExpression' && test.operator !== '??') {
      return this.#addLogicalCondition(test, whenTrue, whenFalse);
    }
    if (test.type === 'UnaryExpression' && test.operator === '!') {
      return this.addCondition(test.argument, whenFalse, whenTrue);
    }
    this.add(test);
    const always = test.type === 'Literal' ? Boolean(test.value) : undefined;
    if (always !== false) this.#blocks.edge(whenTrue, { test, outcome: 'truthy' });
    if (always !== true) this.#blocks.edge(whenFalse, { test, outcome: 'falsy' });
    this.#blocks.current = this.#blocks.create();
  }

  /** Where both parts can decide, the edge that they share knows how the whole came out. */
  #addLogicalCondition(test: TSESTree.LogicalExpression, whenTrue: Block, whenFalse: Block): void {
    const [right, shared] = [this.#blocks.create(), this.#blocks.create()];
    const isAnd = test.operator === '&&';
    if (isAnd) this.addCondition(test.left, right, shared);
    else this.addCondition(test.left, shared, right);
    this.#blocks.current = right;
    this.addCondition(test.right, isAnd ? whenTrue : shared, isAnd ? shared : whenFalse);
    this.#blocks.current = shared;
    if (isAnd) this.#blocks.edge(whenFalse, { test, outcome: 'falsy' });
    else this.#blocks.edge(whenTrue, { test, outcome: 'truthy' });
    this.#blocks.current = this.#blocks.create();
  }

  addParameter(node: TSESTree.Parameter, index: number): void {
    this.addPattern(node.type === 'TSParameterProperty' ? node.parameter : node);
    this.#blocks.step({ kind: 'parameter', node, index });
  }

  /** The parts of a pattern that run: defaults, computed keys, and the objects written to. */
  addPattern(node: Node | null): void {
    switch (node?.type) {
      case 'AssignmentPattern':
        this.addPattern(node.left);
        return this.#maybe(() => this.add(node.right));
      case 'ArrayPattern':
        return node.elements.forEach((element) => this.addPattern(element));
      case 'ObjectPattern':
        return node.properties.forEach((property) => this.#addPatternProperty(property));
      case 'RestElement':
        return this.addPattern(node.argument);
      case 'MemberExpression':
      case 'TSAsExpression':
      case 'TSNonNullExpression':
      case 'TSSatisfiesExpression':
      case 'TSTypeAssertion':
        return this.#addReference(node);
      default:
    }
  }

  /** The operands of an expression without control flow of its own, in source order. */
  addOperands(node: Node): void {
    switch (node.type) {
      case 'ArrowFunctionExpression':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
        return;
      case 'ArrayExpression':
        return node.elements.forEach((element) => this.add(element));
      case 'ObjectExpression':
        return node.properties.forEach((property) => this.#addProperty(property));
      case 'BinaryExpression':
        if (node.left.type !== 'PrivateIdentifier') this.add(node.left);
        return this.add(node.right);
      case 'UnaryExpression':
      case 'SpreadElement':
        return this.add(node.argument);
      case 'UpdateExpression':
        return this.#addTarget(node.argument);
      case 'SequenceExpression':
        return node.expressions.forEach((expression) => this.add(expression));
      case 'TemplateLiteral':
        return node.expressions.forEach((expression) => this.add(expression));
      case 'TaggedTemplateExpression':
        this.add(node.tag);
        return this.add(node.quasi);
      case 'NewExpression':
        this.add(node.callee);
        return node.arguments.forEach((argument) => this.add(argument));
      case 'ImportExpression':
        this.add(node.source);
        return this.add(node.options);
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
        return this.add(node.expression);
      case 'JSXElement':
      case 'JSXFragment':
        return this.#addJsx(node);
      default:
    }
  }

  #addLogical(node: TSESTree.LogicalExpression): void {
    const end = this.#blocks.create();
    this.add(node.left);
    const [short, long] = shortCircuit(node.operator);
    this.#blocks.edge(end, { test: node.left, outcome: short });
    this.#into({ test: node.left, outcome: long });
    this.add(node.right);
    this.#blocks.fallInto(end);
    this.#blocks.step({ kind: 'evaluate', node });
  }

  #addConditional(node: TSESTree.ConditionalExpression): void {
    const [whenTrue, whenFalse] = [this.#blocks.create(), this.#blocks.create()];
    const end = this.#blocks.create();
    this.addCondition(node.test, whenTrue, whenFalse);
    this.#blocks.current = whenTrue;
    this.add(node.consequent);
    this.#blocks.edge(end);
    this.#blocks.current = whenFalse;
    this.add(node.alternate);
    this.#blocks.fallInto(end);
    this.#blocks.step({ kind: 'evaluate', node });
  }

  #addAssignment(node: TSESTree.AssignmentExpression): void {
    if (node.operator === '=') {
      // A member's object is taken before the right-hand side runs, the parts of a pattern after.
      const isPattern = /Pattern$/.test(node.left.type);
      if (!isPattern) this.addPattern(node.left);
      this.add(node.right);
      if (isPattern) this.addPattern(node.left);
      return this.#blocks.step({ kind: 'evaluate', node });
    }
    this.#addTarget(node.left);
    if (!isLogicalAssignment(node.operator)) {
      this.add(node.right);
      return this.#blocks.step({ kind: 'evaluate', node });
    }
    const end = this.#blocks.create();
    const [short, long] = shortCircuit(node.operator.slice(0, 2) as '&&');
    this.#blocks.edge(end, { test: node.left, outcome: short });
    this.#into({ test: node.left, outcome: long });
    this.add(node.right);
    this.#blocks.step({ kind: 'evaluate', node });
    this.#blocks.fallInto(end);
  }

  /** The object and key of a target that is read before it is written, then its old value. */
  #addTarget(target: Node): void {
    this.#addReference(target);
    this.#blocks.step({ kind: 'read-target', node: target });
  }

  #addReference(target: Node): void {
    if (target.type === 'MemberExpression') {
      this.add(target.object);
      if (target.computed) this.add(target.property);
    } else if (
      /^TS(As|NonNull|Satisfies|TypeAssertion)/.test(target.type) &&
      'expression' in target
    ) {
      this.#addReference(target.expression as Node);
    }
  }

  #addChain(node: TSESTree.ChainExpression): void {
    const end = this.#blocks.create();
    this.#chainEnds.push(end);
    this.add(node.expression);
    this.#chainEnds.pop();
    this.#blocks.fallInto(end);
    this.#blocks.step({ kind: 'evaluate', node });
  }

  #addMember(node: TSESTree.MemberExpression): void {
    this.add(node.object);
    if (node.optional) this.#leaveChainWhenNullish(node.object);
    if (node.computed) this.add(node.property);
    this.#blocks.step({ kind: 'evaluate', node });
  }

  #addCall(node: TSESTree.CallExpression): void {
    this.add(node.callee);
    if (node.optional) this.#leaveChainWhenNullish(node.callee);
    node.arguments.forEach((argument) => this.add(argument));
    this.#blocks.step({ kind: 'evaluate', node });
  }

  #leaveChainWhenNullish(test: Node): void {
    const end = this.#chainEnds.at(-1);
    if (!end) return;
    this.#blocks.edge(end, { test, outcome: 'nullish' });
    this.#into({ test, outcome: 'present' });
  }

  #addSuspension(node: TSESTree.AwaitExpression | TSESTree.YieldExpression): void {
    this.add(node.argument);
    this.#blocks.step({ kind: 'suspend', node });
    // Whoever iterates may call the generator's `return` instead of going on.
    if (node.type === 'YieldExpression') this.#around.mayReturn();
    this.#blocks.step({ kind: 'evaluate', node });
  }

  /** What runs when a class is defined: decorators and heritage, then all keys, then static parts. */
  #addClass(node: TSESTree.ClassDeclaration | TSESTree.ClassExpression): void {
    for (const { expression } of decoratorsOf(node)) this.add(expression);
    this.add(node.superClass);
    for (const member of node.body.body) {
      for (const { expression } of decoratorsOf(member)) this.add(expression);
      for (const param of paramsOf(member)) {
        for (const { expression } of decoratorsOf(param)) this.add(expression);
      }
      if ('computed' in member && member.computed) this.add(member.key);
    }
    for (const member of node.body.body) {
      if (member.type === 'StaticBlock') this.#around.addStatements(member.body);
      else if (isStaticField(member)) this.add(member.value);
    }
    this.#blocks.step({ kind: 'evaluate', node });
  }

  #addProperty(property: TSESTree.ObjectLiteralElement): void {
    if (property.type === 'SpreadElement') return this.add(property);
    if (property.computed) this.add(property.key);
    this.add(property.value);
  }

  #addPatternProperty(property: TSESTree.Property | TSESTree.RestElement): void {
    if (property.type === 'RestElement') return this.addPattern(property);
    if (property.computed) this.add(property.key);
    this.addPattern(property.value);
  }

  #addJsx(node: TSESTree.JSXElement | TSESTree.JSXFragment): void {
    const attributes = node.type === 'JSXElement' ? node.openingElement.attributes : [];
    for (const attribute of attributes) {
      if (attribute.type === 'JSXSpreadAttribute') this.add(attribute.argument);
      else if (attribute.value?.type === 'JSXExpressionContainer')
        this.add(attribute.value.expression);
    }
    for (const child of node.children) {
      if (child.type === 'JSXExpressionContainer' || child.type === 'JSXSpreadChild')
        this.add(child.expression);
      else if (child.type === 'JSXElement' || child.type === 'JSXFragment') this.add(child);
    }
  }

  /** Runs `build` on one of two ways. */
  #maybe(build: () => void): void {
    const end = this.#blocks.create();
    this.#blocks.edge(end);
    this.#blocks.fallInto(this.#blocks.create());
    build();
    this.#blocks.fallInto(end);
  }

  #into(assume: Assumption): void {
    const next = this.#blocks.create();
    this.#blocks.edge(next, assume);
    this.#blocks.current = next;
  }
}

function shortCircuit(
  operator: TSESTree.LogicalExpression['operator'],
): [Assumption['outcome'], Assumption['outcome']] {
  if (operator === '??') return ['present', 'nullish'];
  return operator === '&&' ? ['falsy', 'truthy'] : ['truthy', 'falsy'];
}

function isStaticField(
  member: TSESTree.ClassElement,
): member is TSESTree.PropertyDefinition | TSESTree.AccessorProperty {
  return /^(PropertyDefinition|AccessorProperty)$/.test(member.type) && 'static' in member
    ? member.static
    : false;
}

function paramsOf(member: TSESTree.ClassElement): readonly TSESTree.Parameter[] {
  return member.type === 'MethodDefinition' ? member.value.params : [];
}

function isLogicalAssignment(operator: string): boolean {
  return operator === '&&=' || operator === '||=' || operator === '??=';
}
