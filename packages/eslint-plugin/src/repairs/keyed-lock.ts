import type { TSESLint, TSESTree } from '@typescript-eslint/utils';

import type { Read } from '../effects/access.js';
import type { TextEdit } from '../syntax/edit.js';
import { declareAtModuleLevel, importValue } from '../syntax/imports.js';
import { styleOf } from '../syntax/style.js';
import { wrapStatements } from '../syntax/wrap.js';
import { regionOf } from './lock-region.js';
import type { Repair } from './repair.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** Longest key that is shown in a label. */
const MAX_KEY = 18;

/** Holds a lock for the row from before the read until after the write. */
export function keyedLock(
  { read, write }: { read: Read; write: TSESTree.Node },
  source: SourceCode,
): Repair | undefined {
  const key = read.keyNode;
  const region = key && regionOf(read.node, write, key, source);
  if (!region) return undefined;
  const keyText = source.getText(key);
  const { edits, lock } = declareLock(read.resource.model, source);
  const { semicolon } = styleOf(source);
  const open = `${region.returns ? 'return await' : 'await'} ${lock}.runExclusive(${keyText}, async () => {`;
  return {
    kind: 'lock',
    label: `Hold a lock per ${labelOf(keyText)} (one process only)`,
    edits: [...edits, ...wrapStatements(source, region.statements, open, `})${semicolon}`)],
  };
}

function declareLock(
  model: string | undefined,
  source: SourceCode,
): { edits: TextEdit[]; lock: string } {
  const imported = importValue(source, '@interlocked/runtime', 'KeyedMutex');
  const wanted = `${lowerFirst(model ?? 'row')}Locks`;
  const declared = declareAtModuleLevel(
    source,
    wanted,
    (name) => `const ${name} = new ${imported.name}()`,
  );
  return { lock: declared.name, edits: [...imported.edits, ...declared.edits] };
}

function lowerFirst(name: string): string {
  const plain = name.replace(/\W+/g, '_');
  return plain.charAt(0).toLowerCase() + plain.slice(1);
}

function labelOf(key: string): string {
  return key.length <= MAX_KEY && !key.includes('\n') ? `\`${key}\`` : 'key';
}
