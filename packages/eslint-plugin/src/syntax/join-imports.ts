import type { TextEdit } from './edit.js';

const INSERTED = /^(\s*(?:import|const) \{ ?)([^{}]*?)( ?\} (?:from|= require\().*)$/s;

/** Makes one import of those that the edits insert at one place for one module. */
export function joinImports(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of edits) {
    const at = joined.findIndex((other) => isOfSameModule(other, edit));
    const other = joined[at];
    if (other) joined[at] = { ...other, text: withNames(other.text, namesIn(edit)) };
    else joined.push(edit);
  }
  return joined;
}

function isOfSameModule(left: TextEdit, right: TextEdit): boolean {
  if (left.range[0] !== right.range[0]) return false;
  const [one, other] = [INSERTED.exec(left.text), INSERTED.exec(right.text)];
  return one !== null && other !== null && one[1] === other[1] && one[3] === other[3];
}

function namesIn({ text }: TextEdit): string {
  return INSERTED.exec(text)?.[2] ?? '';
}

function withNames(text: string, names: string): string {
  return text.replace(INSERTED, (_, start: string, known: string, end: string) => {
    return known.split(', ').includes(names)
      ? start + known + end
      : `${start}${known}, ${names}${end}`;
  });
}
