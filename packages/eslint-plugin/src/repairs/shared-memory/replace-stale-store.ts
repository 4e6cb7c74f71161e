import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { StaleStore } from '../../analyses/shared-memory/race.js';
import { listOf, statementOf } from '../../analyses/shared-memory/test-before.js';
import { removeStatement, replaceNode } from '../../syntax/edit.js';
import { unwrap } from '../../syntax/node-shapes.js';
import { placesOf, variableOf } from '../../syntax/variables.js';
import { atomicText, operationIn } from './atomic-operation.js';
import type { Cure } from './cure.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/**
 * `const n = load; store(n + 1)` in neighbouring statements becomes one operation, in place of the
 * read where `n` is used later, else in place of the store.
 */
export function replaceStaleStore(source: SourceCode, race: StaleStore): Cure | undefined {
  const { access, read, variable } = race;
  const store = statementOf(access.node);
  const reading = store && neighbourBefore(store);
  if (!store || !access.value || !reading || !isReadAlone(reading, race)) return undefined;
  const operation = operationIn(source, access.value, { node: variable });
  if (!operation) return undefined;
  const text = atomicText(source, access.cell, operation);
  const isUsedLater = placesOf(variableOf(source, variable)).length > 2;
  const edits = isUsedLater
    ? [replaceNode(read.node, text), removeStatement(source, store)]
    : [removeStatement(source, reading), replaceNode(access.node, text)];
  return { label: `Use Atomics.${operation.method}`, edits };
}

function neighbourBefore(statement: TSESTree.Statement): TSESTree.Statement | undefined {
  const list = listOf(statement);
  return list[list.indexOf(statement) - 1];
}

/** `const n = <read>`, and nothing else. */
function isReadAlone(statement: TSESTree.Statement, { read, variable }: StaleStore): boolean {
  if (statement.type !== 'VariableDeclaration' || statement.declarations.length !== 1) return false;
  const [declarator] = statement.declarations;
  return (
    declarator.id.type === 'Identifier' &&
    declarator.id.name === variable.name &&
    declarator.init !== null &&
    unwrap(declarator.init) === read.node
  );
}
