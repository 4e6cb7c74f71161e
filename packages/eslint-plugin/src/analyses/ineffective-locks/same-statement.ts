import type { FileModel } from '../../effects/model.js';
import { walk } from '../../syntax/walk.js';
import type { IneffectiveLock } from './ineffective-lock.js';

const LOCK_CALL = /\b(pg_(try_)?advisory_(xact_)?lock\w*|get_lock)\s*\(/i;

/** `SELECT n, pg_advisory_xact_lock(1) FROM counters`: the row is as it was before the wait. */
export function findLocksInReads({ source }: FileModel): IneffectiveLock[] {
  if (!LOCK_CALL.test(source.text)) return [];
  return [...walk(source, source.ast)].flatMap((node): IneffectiveLock[] => {
    const isText =
      node.type === 'TemplateLiteral' ||
      (node.type === 'Literal' && typeof node.value === 'string');
    if (!isText || !readsWhatItLocks(source.getText(node).slice(1, -1))) return [];
    return [{ kind: 'sameStatement', node, name: '' }];
  });
}

/** Whether one SELECT takes the lock and gives columns of a table. */
function readsWhatItLocks(text: string): boolean {
  const [, list = ''] = /^\s*select\s+([\s\S]+?)\s+from\s+\S/i.exec(text) ?? [];
  const items = topLevel(list);
  return items.some((item) => LOCK_CALL.test(item)) && items.some((item) => !LOCK_CALL.test(item));
}

/** The items of a list, commas in brackets apart. */
function topLevel(list: string): string[] {
  let depth = 0;
  const items = [''];
  for (const char of list) {
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === ',' && depth === 0) items.push('');
    else items.push(`${items.pop() ?? ''}${char}`);
  }
  return items.map((item) => item.trim()).filter((item) => item !== '');
}
