import type { TSESTree } from '@typescript-eslint/utils';

/**
 * What happens at one point of a function, in JavaScript's evaluation order.
 *
 * An `evaluate` step follows the steps of its operands, so an interpreter finds their values ready.
 */
export type Step =
  | { readonly kind: 'evaluate'; readonly node: TSESTree.Node }
  /** The old value of a compound assignment's target: read before the right-hand side runs. */
  | { readonly kind: 'read-target'; readonly node: TSESTree.Node }
  /** A point where other work can run. */
  | { readonly kind: 'suspend'; readonly node: TSESTree.Node }
  | { readonly kind: 'parameter'; readonly node: TSESTree.Parameter; readonly index: number }
  | { readonly kind: 'declare'; readonly node: TSESTree.VariableDeclarator }
  | { readonly kind: 'iterate'; readonly node: TSESTree.ForOfStatement | TSESTree.ForInStatement }
  | { readonly kind: 'catch'; readonly node: TSESTree.CatchClause }
  | { readonly kind: 'return'; readonly node: TSESTree.Node; readonly value: TSESTree.Node | null }
  /** The end of a block that declares with `using`: its resources are disposed. */
  | { readonly kind: 'dispose'; readonly node: TSESTree.VariableDeclaration };

/** What is known on an edge: the test at a branch came out so. */
export interface Assumption {
  readonly test: TSESTree.Node;
  /** `nullish` is the short circuit of `?.` and `??`; its negation is `present`. */
  readonly outcome: 'truthy' | 'falsy' | 'nullish' | 'present' | { readonly equals: TSESTree.Node };
}

export interface Edge {
  readonly to: Block;
  readonly assume?: Assumption;
}

export interface Block {
  readonly id: number;
  readonly steps: Step[];
  readonly edges: Edge[];
  /** Where control goes when a step of this block throws. */
  readonly onThrow: Block;
}

/** The control flow of one function or program: one entry, one normal and one abrupt exit. */
export interface Graph {
  readonly root: FunctionNode | TSESTree.Program;
  readonly entry: Block;
  readonly exit: Block;
  readonly thrown: Block;
  readonly blocks: readonly Block[];
}

export type FunctionNode =
  TSESTree.FunctionDeclaration | TSESTree.FunctionExpression | TSESTree.ArrowFunctionExpression;
