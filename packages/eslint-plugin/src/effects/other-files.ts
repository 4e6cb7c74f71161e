import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../flow/graph.js';
import type { Scopes } from './scopes.js';

/** A file that a call of the linted file leads to. */
export interface OtherFile {
  readonly source: Readonly<TSESLint.SourceCode>;
  /** As its project calls it. */
  readonly filename: string;
  readonly scopes: Scopes;
}

/** Code of the program outside of the linted file: the one way that leads there. */
export interface OtherFiles {
  /**
   * The function of another file that the call runs, where types say that it can be no other, and
   * the file by its text is worth its parsing.
   */
  calledBy(
    call: TSESTree.CallExpression,
    source: OtherFile['source'],
    isWorth: (text: string) => boolean,
  ): FunctionNode | undefined;
  /** The packages that declare what is called; none where the program itself does, or nobody. */
  packagesOf(call: TSESTree.CallExpression, source: OtherFile['source']): readonly string[];
  /** The text of what the call runs, or of what its type declares, where that is in sight. */
  textCalledBy(call: TSESTree.CallExpression, source: OtherFile['source']): string | undefined;
}

const files = new WeakMap<TSESTree.Node, OtherFile>();

/** Makes the nodes of the file known as nodes of another file. */
export function addOtherFile(file: OtherFile): OtherFile {
  files.set(file.source.ast, file);
  return file;
}

/** The file that the node stands in, where that is not the linted one. */
export function otherFileOf(node: TSESTree.Node): OtherFile | undefined {
  let root = node;
  while (root.parent) root = root.parent;
  return files.get(root);
}
