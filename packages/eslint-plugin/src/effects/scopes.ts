import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { FunctionNode } from '../flow/graph.js';
import { isFunction, unwrap } from '../syntax/node-shapes.js';
import type { Variable } from './state.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Which variable each identifier of a file names, and who can write to it. */
export class Scopes {
  readonly #variables = new Map<TSESTree.Node, Variable>();
  readonly #shared = new Map<Variable, boolean>();

  constructor(source: SourceCode | undefined) {
    for (const scope of source?.scopeManager?.scopes ?? []) {
      for (const reference of scope.references) {
        if (reference.resolved) this.#variables.set(reference.identifier, reference.resolved);
      }
      for (const variable of scope.variables) {
        for (const identifier of variable.identifiers) this.#variables.set(identifier, variable);
      }
    }
  }

  variableOf(node: TSESTree.Node): Variable | undefined {
    return this.#variables.get(node);
  }

  /** The variables that are declared inside the node, in the order of the text. */
  variablesIn({ range: [start, end] }: TSESTree.Node): Variable[] {
    return [...new Set(this.#variables.values())].filter(({ identifiers: [name] }) => {
      return name !== undefined && start <= name.range[0] && name.range[1] <= end;
    });
  }

  /** Whether code that runs at another time can write to it. */
  isShared(variable: Variable): boolean {
    let shared = this.#shared.get(variable);
    if (shared === undefined) {
      shared = isWrittenElsewhere(variable);
      this.#shared.set(variable, shared);
    }
    return shared;
  }

  /** The function that the variable always holds. */
  functionOf(variable: Variable): FunctionNode | undefined {
    const definition = variable.defs.length === 1 ? variable.defs[0] : undefined;
    if (definition?.type === 'FunctionName') {
      return isFunction(definition.node) ? definition.node : undefined;
    }
    const init = initializerOf(variable);
    return isFunction(init) ? init : undefined;
  }
}

/** The expression that a `const` holds for ever. */
export function initializerOf(variable: Variable): TSESTree.Node | undefined {
  const definition = variable.defs.length === 1 ? variable.defs[0] : undefined;
  if (definition?.type !== 'Variable' || definition.parent?.type !== 'VariableDeclaration') {
    return undefined;
  }
  const { node, parent } = definition;
  const isBinding = node.id.type === 'Identifier' && node.init;
  return isBinding && parent.kind === 'const' ? unwrap(node.init as TSESTree.Node) : undefined;
}

/** Whether the variable is given a value once, where it is declared. */
export function isConstant(variable: Variable): boolean {
  const [definition] = variable.defs;
  if (definition?.type === 'Variable') {
    return (
      definition.parent?.type === 'VariableDeclaration' &&
      definition.parent.kind !== 'let' &&
      definition.parent.kind !== 'var'
    );
  }
  return definition?.type !== 'Parameter';
}

/** Whether the variable holds what `require` gave, or a part of it. */
export function isRequired(variable: Variable): boolean {
  const [definition] = variable.defs;
  const init = definition?.type === 'Variable' ? definition.node.init : undefined;
  const call = init && unwrap(init);
  return (
    call?.type === 'CallExpression' &&
    call.callee.type === 'Identifier' &&
    call.callee.name === 'require'
  );
}

export function isModuleLevel(variable: Variable): boolean {
  // CommonJS files have a function's scope around them, whose block is the program too.
  return variable.scope.block.type === 'Program';
}

export function isImport(variable: Variable): boolean {
  return variable.defs[0]?.type === 'ImportBinding';
}

export function isParameter(variable: Variable): boolean {
  return variable.defs[0]?.type === 'Parameter';
}

function isWrittenElsewhere(variable: Variable): boolean {
  const home = variable.scope.variableScope;
  return variable.references.some(
    (reference) => reference.isWrite() && reference.from.variableScope !== home,
  );
}
