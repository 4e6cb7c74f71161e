import type { TSESLint } from '@typescript-eslint/utils';
import type { SplitWait } from '../../analyses/shared-memory/race.js';
import { statementOf } from '../../analyses/shared-memory/test-before.js';
import { removeStatement, replaceNode } from '../../syntax/edit.js';
import { isConstantHere } from './atomic-operation.js';
import type { Cure } from './cure.js';
import { RETRY_LABEL, retryLoop } from './retry-loop.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `Atomics.wait` within the loop that takes, so that a thread that comes too late waits again. */
export function waitAndTake(source: SourceCode, { access, wait }: SplitWait): Cure | undefined {
  const [waiting, write] = [statementOf(wait.node), statementOf(access.node)];
  const loop = waiting && retryLoop(source, access, waiting);
  if (!loop || !write || wait.node.type !== 'CallExpression') return undefined;
  const [, , expected, timeout] = wait.node.arguments;
  if (!expected || timeout || !isConstantHere(source, expected)) return undefined;
  const goesOn = `${loop.name} === ${source.getText(expected)} || ${loop.failed}`;
  const text = loop.text(goesOn, source.getText(wait.node));
  return {
    label: RETRY_LABEL,
    edits: [replaceNode(waiting, text), removeStatement(source, write)],
  };
}
