import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { lineStart } from './source-ranges.js';

type SourceCode = Readonly<TSESLint.SourceCode>;

/** How the file at hand is written, so that what is inserted looks like it. */
export interface Style {
  readonly quote: "'" | '"';
  readonly semicolon: ';' | '';
  readonly eol: '\n' | '\r\n';
  /** One level of indentation. */
  readonly indent: string;
}

const styles = new WeakMap<SourceCode, Style>();

export function styleOf(source: SourceCode): Style {
  let style = styles.get(source);
  if (style === undefined) {
    const eol = /\r?\n/.exec(source.text)?.[0] === '\r\n' ? '\r\n' : '\n';
    style = { quote: quoteOf(source), semicolon: semicolonOf(source), eol, indent: unitOf(source) };
    styles.set(source, style);
  }
  return style;
}

/** What ends the statement that takes the place of the node: always a semicolon where code follows. */
export function semicolonAfter(source: SourceCode, node: TSESTree.Node): ';' | '' {
  const next = source.getTokenAfter(node);
  const isBehind = next?.loc.start.line === node.loc.end.line && next.value !== '}';
  return isBehind ? ';' : styleOf(source).semicolon;
}

/** The white space before the first token of the line on which the node begins. */
export function indentOf(source: SourceCode, node: Pick<TSESTree.Node, 'range'>): string {
  return indentAt(source.text, node.range[0]);
}

/** The text as a string literal in the quotes of the file. */
export function quoted(source: SourceCode, value: string): string {
  const { quote } = styleOf(source);
  const escaped = JSON.stringify(value).slice(1, -1);
  return quote === '"'
    ? `"${escaped}"`
    : `'${escaped.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/**
 * Lines written with `\n` and one tab per level, as the file would write them at `indent`;
 * the first line stands where it is inserted.
 */
export function reindent(text: string, indent: string, style: Style): string {
  const lines = text.split('\n').map((line, i) => {
    const depth = /^\t*/.exec(line)?.[0].length ?? 0;
    const code = style.indent.repeat(depth) + line.slice(depth);
    return i === 0 || code === '' ? code : indent + code;
  });
  return lines.join(style.eol);
}

function indentAt(text: string, offset: number): string {
  return /^[\t ]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

function quoteOf(source: SourceCode): "'" | '"' {
  const strings = tokensOf(source).filter((token) => token.type === 'String');
  const double = strings.filter((token) => token.value.startsWith('"')).length;
  return double > strings.length - double ? '"' : "'";
}

const ENDED_BY_SEMICOLON =
  /^(?:ExpressionStatement|VariableDeclaration|ImportDeclaration|ReturnStatement|ThrowStatement)$/;

function semicolonOf(source: SourceCode): ';' | '' {
  const bare = source.ast.body.filter(
    (node) => ENDED_BY_SEMICOLON.test(node.type) && source.getLastToken(node)?.value !== ';',
  );
  return bare.length > endsOf(tokensOf(source)) ? '' : ';';
}

/** How many semicolons stand behind code of their line, heads of `for` apart. */
function endsOf(tokens: readonly TSESTree.Token[]): number {
  const open: string[] = [];
  let ends = 0;
  for (const [i, { value, loc }] of tokens.entries()) {
    if (/^[({[]$/.test(value)) open.push(value);
    else if (/^[)}\]]$/.test(value)) open.pop();
    else if (value === ';' && open.at(-1) !== '(') {
      if (tokens[i - 1]?.loc.end.line === loc.start.line) ends += 1;
    }
  }
  return ends;
}

function unitOf(source: SourceCode): string {
  const counts = new Map<string, number>();
  const tokens = tokensOf(source);
  tokens.forEach((token, i) => {
    const unit = token.value === '{' ? deeperBy(source, token, tokens[i + 1]) : undefined;
    if (unit !== undefined) counts.set(unit, (counts.get(unit) ?? 0) + 1);
  });
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '  ';
}

function deeperBy(
  { text }: SourceCode,
  brace: TSESTree.Token,
  next: TSESTree.Token | undefined,
): string | undefined {
  if (next === undefined || next.loc.start.line === brace.loc.end.line) return undefined;
  const outer = indentAt(text, brace.range[0]);
  const inner = indentAt(text, next.range[0]);
  return inner.length > outer.length && inner.startsWith(outer)
    ? inner.slice(outer.length)
    : undefined;
}

function tokensOf(source: SourceCode): readonly TSESTree.Token[] {
  return source.ast.tokens ?? [];
}
