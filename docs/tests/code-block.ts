import { placeOf, type MarkdownBlock } from './markdown-block.js';

/** A block of code, with what its info string claims about it. */
export interface CodeBlock extends MarkdownBlock {
  readonly extension: string;
  readonly title: string | undefined;
  /** The rule that must report it; without one, the plugin must be silent. */
  readonly wrong: string | undefined;
  /** Whether it shows what the first suggestion makes of the wrong block before it. */
  readonly suggested: boolean;
  readonly runs: boolean;
  /** Why it is not checked at all. */
  readonly unchecked: string | undefined;
}

const codeLanguages = new Set(['ts', 'tsx', 'js', 'jsx']);
const otherLanguages = new Set([
  'bash',
  'sh',
  'json',
  'jsonc',
  'yaml',
  'text',
  'sql',
  'diff',
  'python',
]);

const noClaims = { wrong: undefined, suggested: false, runs: false };

/** The claims of a TypeScript or JavaScript block, or nothing for another language. */
export function toCodeBlock(block: MarkdownBlock): CodeBlock | undefined {
  const language = /^[^\s{[]*/.exec(block.info)?.[0] ?? '';
  if (otherLanguages.has(language)) return undefined;
  if (!codeLanguages.has(language)) throw misread(block, `the language ${quote(language)}`);
  const title = /\[(.+)\]/.exec(block.info)?.[1];
  return { ...block, ...claimsOf(block, language), title, extension: extensionOf(title, language) };
}

function claimsOf(block: MarkdownBlock, language: string) {
  const rest = block.info
    .slice(language.length)
    .replace(/\[.+\]|\{[\d,-]+\}/g, '')
    .trim();
  const unchecked = /^no-check: (.{10,})$/.exec(rest)?.[1];
  if (unchecked !== undefined) return { unchecked, ...noClaims };
  const claims = /^(run)?\s*(right|silent|suggested|wrong ([\w-]+))?$/.exec(rest);
  if (claims === null) throw misread(block, quote(rest));
  return {
    unchecked,
    wrong: claims[3],
    suggested: claims[2] === 'suggested',
    runs: claims[1] === 'run',
  };
}

function extensionOf(title: string | undefined, language: string): string {
  return /\.([cm]?[jt]sx?)$/.exec(title ?? '')?.[1] ?? language;
}

function misread(block: MarkdownBlock, what: string): Error {
  return new Error(
    `${placeOf(block)}: a block cannot be checked, because ${what} is not known. ` +
      'Write ts or js, then any of: run, right, silent, suggested, "wrong <rule>", [file name]; ' +
      'or "no-check: <reason>". Other languages: ' +
      `${[...otherLanguages].join(', ')}.`,
  );
}

function quote(text: string): string {
  return text === '' ? 'an empty word' : `"${text}"`;
}
