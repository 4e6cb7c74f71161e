import type { TSESLint } from '@typescript-eslint/utils';

/** Nobody writes lines this long by hand, in characters on average. */
const LONG_LINE = 300;
const SMALL_FILE = 20_000;

/** Whether a tool has packed the file: nobody would mend a race there. */
export function isMinified({ text, lines }: Readonly<TSESLint.SourceCode>): boolean {
  return text.length > SMALL_FILE && text.length > LONG_LINE * lines.length;
}
