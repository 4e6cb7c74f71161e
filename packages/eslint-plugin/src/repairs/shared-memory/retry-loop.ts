import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import type { Access } from '../../analyses/shared-memory/access.js';
import { freeName } from '../../syntax/names.js';
import { indentOf, reindent, styleOf } from '../../syntax/style.js';
import { type AtomicOperation, changeOf, placeText } from './atomic-operation.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

export const RETRY_LABEL = 'Retry with Atomics.compareExchange';

/** A loop that changes a cell if it is still what was seen of it. */
export interface RetryLoop {
  /** The variable that holds what was seen of the cell. */
  readonly name: string;
  /** `Atomics.load` of the cell. */
  readonly load: string;
  /** The expression that is true while the change was not made. */
  readonly failed: string;
  /** The loop as lines to stand at `place`; `goesOn` is its test, `body` what it does before a load. */
  readonly text: (goesOn: string, body?: string) => string;
}

/** The parts of a loop at `place` that makes the change of the access. */
export function retryLoop(
  source: SourceCode,
  access: Access,
  place: TSESTree.Statement,
): RetryLoop | undefined {
  const change = changeOf(source, access);
  if (!change?.isRepeatable) return undefined;
  const name = freeName(source, place, 'seen');
  const cell = placeText(source, access.cell);
  const load = `Atomics.load(${cell})`;
  return {
    name,
    load,
    failed: `Atomics.compareExchange(${cell}, ${name}, ${changed(name, change)}) !== ${name}`,
    text: (goesOn, body) => loopText(source, place, { name, load, goesOn, body }),
  };
}

function changed(name: string, { operator, operand }: AtomicOperation): string {
  return `${name} ${operator} ${operand}`;
}

interface LoopParts {
  readonly name: string;
  readonly load: string;
  readonly goesOn: string;
  readonly body: string | undefined;
}

function loopText(
  source: SourceCode,
  place: TSESTree.Statement,
  { name, load, goesOn, body }: LoopParts,
): string {
  const style = styleOf(source);
  const lines = [
    `let ${name} = ${load}${style.semicolon}`,
    `while (${goesOn}) {`,
    ...(body === undefined ? [] : [`\t${body}${style.semicolon}`]),
    `\t${name} = ${load}${style.semicolon}`,
    '}',
  ];
  return reindent(lines.join('\n'), indentOf(source, place), style);
}
