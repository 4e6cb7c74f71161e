import type { TSESLint } from '@typescript-eslint/utils';
import type { Signal, Spin } from '../../analyses/shared-memory/race.js';
import { replaceNode } from '../../syntax/edit.js';
import { wrapped } from '../../syntax/node-shapes.js';
import { placeText } from './atomic-operation.js';
import type { Cure } from './cure.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `Atomics.load` for the plain reads of a loop that waits. */
export function loadAtomically(source: SourceCode, { reads }: Spin): Cure {
  const edits = reads.map(({ node, cell }) =>
    replaceNode(wrapped(node), `Atomics.load(${placeText(source, cell)})`),
  );
  return { label: 'Use Atomics.load', edits };
}

/** `Atomics.store` for a plain store that others wait for. */
export function storeAtomically(source: SourceCode, { access }: Signal): Cure | undefined {
  if (!access.value) return undefined;
  const text = `Atomics.store(${placeText(source, access.cell)}, ${source.getText(access.value)})`;
  return { label: 'Use Atomics.store', edits: [replaceNode(access.node, text)] };
}
