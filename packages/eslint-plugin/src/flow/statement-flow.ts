import type { TSESTree } from '@typescript-eslint/utils';

import type { BlockList } from './block-list.js';
import type { ExpressionFlow } from './expression-flow.js';
import type { Block, Graph } from './graph.js';

type Statement = TSESTree.Node;

/** A construct that `break`, `continue`, `return` or `throw` may leave. */
interface Exit {
  readonly labels?: readonly string[];
  readonly breakTo?: Block;
  readonly continueTo?: Block;
  /** Whether a `break` without a label never means this one: a labelled block. */
  readonly onlyByLabel?: boolean;
  /** A `finally` (or the disposal of a `using`) that runs on the way out. */
  readonly finalizer?: () => void;
  /** Where a throw inside the finalizer goes. */
  readonly outerHandler?: Block;
}

/** Lays statements down as blocks. */
export class StatementFlow {
  readonly #blocks: BlockList;
  readonly #expressions: ExpressionFlow;
  readonly #exits: Exit[] = [];
  /** Whether what is returned is awaited first. */
  readonly #returnSuspends: boolean;

  constructor(blocks: BlockList, expressions: ExpressionFlow, root: Graph['root']) {
    this.#blocks = blocks;
    this.#expressions = expressions;
    this.#returnSuspends = root.type !== 'Program' && root.async && root.generator;
  }

  /** The statements of a block, with the disposal of what they declare by `using`. */
  addAll(statements: readonly Statement[]): void {
    const using = statements.filter(isUsing).reverse();
    this.#disposing(using, () => {
      for (const statement of statements) this.add(statement);
    });
  }

  add(node: Statement, labels: readonly string[] = []): void {
    this.#blocks.enter();
    this.#add(node, labels);
    this.#blocks.leave();
  }

  #add(node: Statement, labels: readonly string[]): void {
    switch (node.type) {
      case 'ExpressionStatement':
        return this.#expressions.add(node.expression);
      case 'VariableDeclaration':
        return node.declarations.forEach((declarator) => this.#addDeclarator(declarator));
      case 'BlockStatement':
        return this.addAll(node.body);
      case 'ReturnStatement':
        return this.#addReturn(node);
      case 'ThrowStatement':
        this.#expressions.add(node.argument);
        return this.#blocks.jump(this.#blocks.handler);
      case 'IfStatement':
        return this.#addIf(node);
      case 'LabeledStatement':
        return this.#addLabeled(node, labels);
      case 'BreakStatement':
      case 'ContinueStatement':
        return this.#addJump(node);
      case 'SwitchStatement':
        return this.#addSwitch(node, labels);
      case 'TryStatement':
        return this.#addTry(node);
      case 'ForStatement':
        return this.#addFor(node, labels);
      case 'WhileStatement':
      case 'DoWhileStatement':
        return this.#addWhile(node, labels);
      case 'ForOfStatement':
      case 'ForInStatement':
        return this.#addForEach(node, labels);
      case 'WithStatement':
        this.#expressions.add(node.object);
        return this.add(node.body);
      case 'ExportNamedDeclaration':
        return node.declaration ? this.add(node.declaration) : undefined;
      case 'ExportDefaultDeclaration':
      case 'TSExportAssignment':
        return this.#addExported(node);
      case 'ClassDeclaration':
        return this.#expressions.add(node);
      case 'TSModuleDeclaration':
        return node.body?.type === 'TSModuleBlock' ? this.addAll(node.body.body) : undefined;
      case 'TSEnumDeclaration':
        return node.body.members.forEach((member) => this.#expressions.add(member.initializer));
      default:
        return this.addAll(scriptOf(node));
    }
  }

  #addExported(node: TSESTree.ExportDefaultDeclaration | TSESTree.TSExportAssignment): void {
    const value = node.type === 'TSExportAssignment' ? node.expression : node.declaration;
    if (value.type === 'ClassDeclaration' || !value.type.endsWith('Declaration')) {
      this.#expressions.add(value);
    }
  }

  #addDeclarator(node: TSESTree.VariableDeclarator): void {
    this.#expressions.add(node.init);
    this.#expressions.addPattern(node.id);
    if (node.init) this.#blocks.step({ kind: 'declare', node });
  }

  #addReturn(node: TSESTree.ReturnStatement): void {
    this.#expressions.add(node.argument);
    if (this.#returnSuspends) this.#blocks.step({ kind: 'suspend', node });
    this.#blocks.step({ kind: 'return', node, value: node.argument });
    this.#leaveTo(0, this.#blocks.exit);
  }

  /** The way out through the finalizers around; without any, nothing would run on it. */
  mayReturn(): void {
    if (!this.#exits.some(({ finalizer }) => finalizer)) return;
    const next = this.#blocks.create();
    this.#blocks.edge(next);
    this.#leaveTo(0, this.#blocks.exit);
    this.#blocks.current = next;
  }

  #addIf(node: TSESTree.IfStatement): void {
    const [whenTrue, whenFalse] = [this.#blocks.create(), this.#blocks.create()];
    const end = this.#blocks.create();
    this.#expressions.addCondition(node.test, whenTrue, whenFalse);
    this.#blocks.current = whenTrue;
    this.add(node.consequent);
    this.#blocks.edge(end);
    this.#blocks.current = whenFalse;
    if (node.alternate) this.add(node.alternate);
    this.#blocks.fallInto(end);
  }

  #addLabeled(node: TSESTree.LabeledStatement, outer: readonly string[]): void {
    const labels = [...outer, node.label.name];
    if (/^(For|While|Do|Switch|Labeled)/.test(node.body.type)) return this.add(node.body, labels);
    const end = this.#blocks.create();
    this.#within({ labels, breakTo: end, onlyByLabel: true }, () => this.add(node.body));
    this.#blocks.fallInto(end);
  }

  #addJump(node: TSESTree.BreakStatement | TSESTree.ContinueStatement): void {
    const side = node.type === 'BreakStatement' ? 'breakTo' : 'continueTo';
    const wanted = node.label?.name;
    for (let at = this.#exits.length - 1; at >= 0; at -= 1) {
      const exit = this.#exits[at];
      const target = exit?.[side];
      const matches = wanted ? exit?.labels?.includes(wanted) : !exit?.onlyByLabel;
      if (target && matches) return this.#leaveTo(at + 1, target);
    }
  }

  #addSwitch(node: TSESTree.SwitchStatement, labels: readonly string[]): void {
    this.#expressions.add(node.discriminant);
    const end = this.#blocks.create();
    const bodies = node.cases.map(() => this.#blocks.create());
    node.cases.forEach((branch, index) => {
      const body = bodies[index];
      if (!branch.test || !body) return;
      this.#expressions.add(branch.test);
      this.#blocks.edge(body, { test: node.discriminant, outcome: { equals: branch.test } });
      this.#blocks.fallInto(this.#blocks.create());
    });
    const fallback = bodies[node.cases.findIndex((branch) => !branch.test)] ?? end;
    this.#blocks.jump(fallback);
    this.#within({ labels, breakTo: end }, () => {
      node.cases.forEach((branch, index) => {
        const body = bodies[index];
        if (!body) return;
        this.#blocks.fallInto(body);
        for (const statement of branch.consequent) this.add(statement);
      });
    });
    this.#blocks.fallInto(end);
  }

  #addTry(node: TSESTree.TryStatement): void {
    const guarded = (): void => {
      if (!node.handler) return this.addAll(node.block.body);
      this.#addCatch(node.block, node.handler);
    };
    if (!node.finalizer) return guarded();
    const { finalizer } = node;
    this.#protect(guarded, () => this.addAll(finalizer.body));
  }

  #addCatch(block: TSESTree.BlockStatement, handler: TSESTree.CatchClause): void {
    const entry = this.#blocks.create();
    const end = this.#blocks.create();
    this.#blocks.withHandler(entry, () => this.addAll(block.body));
    this.#blocks.edge(end);
    this.#blocks.current = entry;
    this.#expressions.addPattern(handler.param);
    this.#blocks.step({ kind: 'catch', node: handler });
    this.addAll(handler.body.body);
    this.#blocks.fallInto(end);
  }

  /** Runs `body` so that `finalizer` is laid on every way out of it, or on every one but its end. */
  #protect(body: () => void, finalizer: () => void, ways: 'all' | 'abrupt' = 'all'): void {
    const outerHandler = this.#blocks.handler;
    const onThrow = this.#blocks.create();
    this.#within({ finalizer, outerHandler }, () => this.#blocks.withHandler(onThrow, body));
    const after = this.#blocks.current;
    this.#blocks.current = onThrow;
    finalizer();
    this.#blocks.edge(outerHandler);
    this.#blocks.current = after;
    if (ways === 'all') finalizer();
  }

  /** Leaves the constructs above `depth` for `target`, through their finalizers, innermost first. */
  #leaveTo(depth: number, target: Block): void {
    const left = this.#exits.splice(depth);
    const { handler } = this.#blocks;
    for (let at = left.length - 1; at >= 0; at -= 1) {
      const exit = left[at];
      if (!exit?.finalizer) continue;
      this.#blocks.handler = exit.outerHandler ?? handler;
      this.#blocks.fallInto(this.#blocks.create());
      this.#exits.push(...left.slice(0, at));
      exit.finalizer();
      this.#exits.splice(depth);
    }
    this.#blocks.handler = handler;
    this.#exits.push(...left);
    this.#blocks.jump(target);
  }

  #addFor(node: TSESTree.ForStatement, labels: readonly string[]): void {
    const using = node.init && isUsing(node.init) ? [node.init] : [];
    this.#disposing(using, () => this.#addForParts(node, labels));
  }

  #addForParts(node: TSESTree.ForStatement, labels: readonly string[]): void {
    if (node.init?.type === 'VariableDeclaration') this.add(node.init);
    else this.#expressions.add(node.init);
    const [test, body, update, end] = this.#blocksOf(4);
    this.#blocks.fallInto(test);
    if (node.test) this.#expressions.addCondition(node.test, body, end);
    else this.#blocks.jump(body);
    this.#blocks.current = body;
    this.#within({ labels, breakTo: end, continueTo: update }, () => this.add(node.body));
    this.#blocks.fallInto(update);
    this.#expressions.add(node.update);
    this.#blocks.edge(test);
    this.#blocks.current = end;
  }

  #addWhile(
    node: TSESTree.WhileStatement | TSESTree.DoWhileStatement,
    labels: readonly string[],
  ): void {
    const [test, body, end] = this.#blocksOf(3);
    this.#blocks.fallInto(node.type === 'WhileStatement' ? test : body);
    this.#blocks.current = test;
    this.#expressions.addCondition(node.test, body, end);
    this.#blocks.current = body;
    this.#within({ labels, breakTo: end, continueTo: test }, () => this.add(node.body));
    this.#blocks.edge(test);
    this.#blocks.current = end;
  }

  #addForEach(
    node: TSESTree.ForOfStatement | TSESTree.ForInStatement,
    labels: readonly string[],
  ): void {
    this.#expressions.add(node.right);
    const [head, body, end] = this.#blocksOf(3);
    const isAsync = node.type === 'ForOfStatement' && node.await;
    this.#blocks.fallInto(head);
    if (isAsync) this.#blocks.step({ kind: 'suspend', node });
    this.#blocks.edge(end);
    this.#blocks.edge(body);
    this.#blocks.current = body;
    this.#within({ labels, breakTo: end }, () => {
      const element = (): void => {
        this.#within({ labels, continueTo: head }, () => this.#addElement(node));
      };
      if (!isAsync) return element();
      // Leaving early waits for the iterator to close; going on does not.
      this.#protect(element, () => this.#blocks.step({ kind: 'suspend', node }), 'abrupt');
    });
    this.#blocks.edge(head);
    this.#blocks.current = end;
  }

  #addElement(node: TSESTree.ForOfStatement | TSESTree.ForInStatement): void {
    const { left } = node;
    this.#disposing(isUsing(left) ? [left] : [], () => {
      const isDeclared = left.type === 'VariableDeclaration';
      this.#expressions.addPattern(isDeclared ? (left.declarations[0]?.id ?? null) : left);
      this.#blocks.step({ kind: 'iterate', node });
      this.add(node.body);
    });
  }

  /** Runs `body`, and on every way out of it the disposal of `using`. */
  #disposing(using: readonly TSESTree.VariableDeclaration[], body: () => void): void {
    if (using.length === 0) return body();
    this.#protect(body, () => using.forEach((declaration) => this.#dispose(declaration)));
  }

  #dispose(node: TSESTree.VariableDeclaration): void {
    if (node.kind === 'await using') this.#blocks.step({ kind: 'suspend', node });
    this.#blocks.step({ kind: 'dispose', node });
  }

  #within(exit: Exit, build: () => void): void {
    this.#exits.push(exit);
    build();
    this.#exits.pop();
  }

  #blocksOf<N extends 3 | 4>(
    count: N,
  ): N extends 3 ? [Block, Block, Block] : [Block, Block, Block, Block];
  #blocksOf(count: number): Block[] {
    return Array.from({ length: count }, () => this.#blocks.create());
  }
}

/** The statements of a component's script block, which Svelte puts between them and the program. */
function scriptOf(node: TSESTree.Node): readonly Statement[] {
  const { type, body } = node as { readonly type: string; readonly body?: readonly Statement[] };
  return type === 'SvelteScriptElement' ? (body ?? []) : [];
}

function isUsing(node: TSESTree.Node): node is TSESTree.VariableDeclaration {
  return node.type === 'VariableDeclaration' && node.kind.endsWith('using');
}
