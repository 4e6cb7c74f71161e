import type { TSESLint } from '@typescript-eslint/utils';

import type { CheckThenCreate } from '../../analyses/check-then-create.js';
import { joinImports } from '../../syntax/join-imports.js';
import { quoted } from '../../syntax/style.js';
import { commandOf, testEdits, type Test } from '../conditions/command.js';
import { createdRowOf, speaksOfFound } from './created-row.js';
import { refusedByError } from '../conditions/refused-by-error.js';
import type { Repair } from '../repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** `put({ Item })` says that there must be none, and whoever comes second leaves as those who find one. */
export function putIfAbsent(race: CheckThenCreate, source: SourceCode): Repair | undefined {
  const { read, write } = race;
  const idiom = write.library?.idioms?.command;
  const shape = idiom && write.kind === 'put' ? createdRowOf(race) : undefined;
  const [column] = read.resource.columns ?? [];
  if (!idiom || shape?.use !== 'nothing' || column === undefined) return undefined;
  const command = commandOf(write);
  if (!command) return undefined;
  if (speaksOfFound(shape, read.node, source)) return undefined;
  // Any other name may be a word of the store.
  const isPlain = /^(id|[ps]k|\w+(Id|_id))$/i.test(column);
  const test: Test = isPlain
    ? { text: idiom.isAbsent(column) }
    : { text: idiom.isAbsent('#key'), name: ['#key', quoted(source, column)] };
  const condition = testEdits(command, test, idiom, source);
  const refused = condition && refusedByError(shape.statement, shape.exit, idiom, source);
  if (!refused) return undefined;
  const label = 'Let the store refuse a second one';
  return { kind: 'upsert', label, edits: joinImports([...refused, ...condition]) };
}
