import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { TextEdit } from '../../syntax/edit.js';
import { declarationsIn, declareAtModuleLevel, importValue } from '../../syntax/imports.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** A lock at module level, and the edits that put it there where it is not yet. */
export interface DeclaredLock {
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/** The file's lock for the rows of the model: one for each of them, or one for all. */
export function declareLock(
  model: string | undefined,
  isPerRow: boolean,
  source: SourceCode,
): DeclaredLock {
  const className = isPerRow ? 'KeyedMutex' : 'Mutex';
  const imported = importValue(source, '@interlocked/runtime', className);
  const wanted = isPerRow ? namePerRow(model) : nameForAll(model);
  const text = (name: string): string => `const ${name} = new ${imported.name}()`;
  const declared = ['', '2', '3', '4'].map((suffix) => {
    return declareAtModuleLevel(source, wanted + suffix, text);
  });
  const chosen = declared.find(({ edits }) => edits.length === 0) ?? declared[0];
  return { name: chosen?.name ?? wanted, edits: [...imported.edits, ...(chosen?.edits ?? [])] };
}

export function hasLockPerRow(model: string | undefined, source: SourceCode): boolean {
  return hasLock(namePerRow(model), source);
}

export function hasLockForAll(model: string | undefined, source: SourceCode): boolean {
  return hasLock(nameForAll(model), source);
}

/** Whether a lock of that name is one that `declareLock` gives the model. */
export function isDeclaredLockOf(model: string | undefined, name: string): boolean {
  return [namePerRow(model), nameForAll(model)].includes(name.replace(/\d$/, ''));
}

/** Whether the file declares a lock of that name, or of that name with a number behind. */
function hasLock(name: string, source: SourceCode): boolean {
  return declarationsIn(source).some((node) => node.declarations.some(isNamed(name)));
}

function isNamed(name: string) {
  return ({ id }: TSESTree.VariableDeclarator): boolean => {
    return id.type === 'Identifier' && id.name.replace(/\d$/, '') === name;
  };
}

function namePerRow(model: string | undefined): string {
  return `${nameOf(model)}Locks`;
}

function nameForAll(model: string | undefined): string {
  return `${nameOf(model)}Lock`;
}

/** `user` of `User`; the last part of `database.users`. */
function nameOf(model = 'row'): string {
  const last = /[^.]+$/.exec(model)?.[0] ?? model;
  const plain = last.replace(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase());
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}
