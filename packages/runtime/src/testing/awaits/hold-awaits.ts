import { type AnyNode, type Options, parse } from 'acorn';

const NAME = '__interlockedAwait';

/** Hoisted, so it can stand at the end, where it moves no line. */
const DECLARATION =
  `\nfunction ${NAME}(value, label, isEach) {` +
  ` const hook = globalThis[Symbol.for('@interlocked/runtime: await')];` +
  ` return hook ? hook(value, label, isEach) : value; }\n`;

const LONGEST_LABEL = 40;

/** The newest syntax, wherever an older parser would ask for a module or a function. */
const OPTIONS: Options = {
  ecmaVersion: 'latest',
  preserveParens: true,
  allowHashBang: true,
  allowReturnOutsideFunction: true,
  allowAwaitOutsideFunction: true,
};

/**
 * The JavaScript of `code` in which the explorer can hold a task at every `await`, with every line
 * where it was; `undefined` if it has no `await`. Outside of an exploration it does what it did.
 */
export function holdAwaits(code: string): string | undefined {
  if (!/\bawait\b/.test(code) || code.includes(NAME)) return undefined;
  const insertions: [at: number, text: string][] = [];
  const around = ({ start, end }: AnyNode, rest: string) => {
    const label = JSON.stringify(toLabel(code.slice(start, end)));
    insertions.push([start, ` ${NAME}(`], [end, `, ${label}${rest})`]);
  };
  for (const node of nodesOf(toTree(code))) {
    if (node.type === 'AwaitExpression') around(node.argument, '');
    if (node.type === 'ForOfStatement' && node.await) around(node.right, ', true');
  }
  return insertions.length === 0 ? undefined : insert(code, insertions) + DECLARATION;
}

function toTree(code: string): AnyNode {
  try {
    return parse(code, { ...OPTIONS, sourceType: 'module' });
  } catch {
    // CommonJS may have what a module may not, as `with` or a variable named `await`.
    return parse(code, { ...OPTIONS, sourceType: 'script' });
  }
}

function* nodesOf(node: AnyNode): Generator<AnyNode> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of [value].flat() as unknown[]) if (isNode(child)) yield* nodesOf(child);
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof (value as AnyNode | null)?.type === 'string';
}

/** From the end, so that earlier places stay where they are; of two at one place, the outer first. */
function insert(code: string, insertions: [at: number, text: string][]): string {
  const pieces: string[] = [];
  let end = code.length;
  for (const [at, text] of insertions.sort(([a], [b]) => b - a)) {
    pieces.unshift(text, code.slice(at, end));
    end = at;
  }
  return code.slice(0, end) + pieces.join('');
}

function toLabel(source: string): string {
  const text = source.replace(/\s+/g, ' ');
  return text.length > LONGEST_LABEL ? `${text.slice(0, LONGEST_LABEL - 3)}...` : text;
}
