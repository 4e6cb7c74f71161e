import { describe, expect, test } from 'vitest';
import {
  applyEdits,
  hasOverlap,
  insertAfter,
  insertBefore,
  removeStatement,
  replaceRange,
  toFix,
} from '../../src/syntax/edit.js';
import { freeName } from '../../src/syntax/names.js';
import { indentOf, quoted, reindent, styleOf } from '../../src/syntax/style.js';
import { wrapStatements } from '../../src/syntax/wrap.js';
import { sourceOf } from '../harness/source.js';

describe('composing edits', () => {
  test('edits at one place keep their order', () => {
    const edits = [replaceRange(1, 1, 'x'), replaceRange(1, 1, 'y'), replaceRange(0, 1, 'A')];
    expect(applyEdits('abc', edits)).toBe('Axybc');
  });

  test('overlapping edits are told, and refused', () => {
    const edits = [replaceRange(0, 2, ''), replaceRange(1, 3, '')];
    expect(hasOverlap(edits)).toBe(true);
    expect(() => applyEdits('abc', edits)).toThrow('Edits overlap at offset 1.');
    expect(hasOverlap([replaceRange(0, 2, ''), replaceRange(2, 3, '')])).toBe(false);
  });

  test('one fix makes them all', () => {
    const made: unknown[] = [];
    const fixer = { replaceTextRange: (range: unknown, text: string) => made.push([range, text]) };
    const fixes = toFix([replaceRange(2, 2, 'b'), replaceRange(0, 1, 'a')])(fixer as never);
    expect(fixes).toHaveLength(2);
    expect(made).toEqual([
      [[0, 1], 'a'],
      [[2, 2], 'b'],
    ]);
  });
});

describe('removeStatement', () => {
  test.each([
    ['with its line', 'a();\n  b();\nc();\n', 'a();\nc();\n'],
    ['leaving the comment behind it', 'a();\n  b(); // why\nc();\n', 'a();\n  // why\nc();\n'],
    ['leaving the comment above it', 'a();\n// why\nb();\nc();\n', 'a();\n// why\nc();\n'],
    ['leaving the comment inside it', 'a();\nb(/* why */);\nc();\n', 'a();\n/* why */\nc();\n'],
    ['beside another on its line', 'a(); b(); c();\n', 'a();  c();\n'],
    ['with CRLF', 'a();\r\nb();\r\nc();\r\n', 'a();\r\nc();\r\n'],
  ])('%s', (_title, text, output) => {
    const source = sourceOf(text);
    const [, second] = source.ast.body;
    expect(applyEdits(text, [removeStatement(source, second!)])).toBe(output);
  });

  test('leaves a block where a statement must be', () => {
    const text = 'if (a) b();\nelse c();\n';
    const source = sourceOf(text);
    const [statement] = source.ast.body;
    if (statement?.type !== 'IfStatement') throw new TypeError('not an if');
    const edit = removeStatement(source, statement.consequent);
    expect(applyEdits(text, [edit])).toBe('if (a) {}\nelse c();\n');
  });
});

describe('wrapStatements', () => {
  const wrap = (text: string): string => {
    const source = sourceOf(text);
    const [first, ...rest] = source.ast.body;
    return applyEdits(text, wrapStatements(source, [first!, ...rest], 'lock(() => {', '});'));
  };

  test.each([
    [
      'takes the comments around along',
      '// one\na(); // two\n/* three */\nb(); // four\n',
      'lock(() => {\n  // one\n  a(); // two\n  /* three */\n  b(); // four\n});\n',
    ],
    [
      'leaves template literals as they are',
      'a(`x\n  y\n${f(\n  1,\n)}\nz`);\n\nb();\n',
      'lock(() => {\n  a(`x\n  y\n${f(\n    1,\n  )}\nz`);\n\n  b();\n});\n',
    ],
    [
      'follows tabs and CRLF',
      'if (a) {\r\n\tb();\r\n}\r\n',
      'lock(() => {\r\n\tif (a) {\r\n\t\tb();\r\n\t}\r\n});\r\n',
    ],
  ])('%s', (_title, text, output) => {
    expect(wrap(text)).toBe(output);
  });

  test('what follows on the line is another statement', () => {
    const text = 'a()\nb()\nc(); d()\n';
    const source = sourceOf(text);
    const third = source.ast.body[2]!;
    const wrapped = applyEdits(text, wrapStatements(source, [third], 'lock(() => {', '})'));
    expect(wrapped).toBe('a()\nb()\nlock(() => {\n  c();\n}); d()\n');
  });

  test('composes with edits inside', () => {
    const text = 'a();\nb();\n';
    const source = sourceOf(text);
    const [first, second] = source.ast.body;
    const edits = [
      ...wrapStatements(source, [first!, second!], '{', '}'),
      insertBefore(second!, 'await '),
      insertAfter(first!, ' // done'),
    ];
    expect(applyEdits(text, edits)).toBe('{\n  a(); // done\n  await b();\n}\n');
  });
});

describe('styleOf', () => {
  test.each([
    ['a("x");\n', { quote: '"', semicolon: ';', eol: '\n', indent: '  ' }],
    ["a('x')\nb('y')\n", { quote: "'", semicolon: '', eol: '\n', indent: '  ' }],
    [
      'import "x"\nfunction f() { a(); b(); for (;;) c(); }\n',
      { quote: '"', semicolon: ';', eol: '\n', indent: '  ' },
    ],
    [
      "a('x')\nfor (let i = 0; i < 1; i++) b()\n",
      { quote: "'", semicolon: '', eol: '\n', indent: '  ' },
    ],
    ['f(() => {\r\n\ta();\r\n});\r\n', { quote: "'", semicolon: ';', eol: '\r\n', indent: '\t' }],
    ['f(() => {\n    a();\n});\n', { quote: "'", semicolon: ';', eol: '\n', indent: '    ' }],
  ])('%j', (text, style) => {
    expect(styleOf(sourceOf(text))).toEqual(style);
  });

  test('text is written in the style of the file', () => {
    const source = sourceOf('if (a) {\r\n    b("x");\r\n}\r\n');
    const [statement] = source.ast.body;
    expect(reindent('a {\n\tb\n}', indentOf(source, statement!) + '  ', styleOf(source))).toBe(
      'a {\r\n      b\r\n  }',
    );
    expect(quoted(source, `it's "x"`)).toBe(String.raw`"it's \"x\""`);
    expect(quoted(sourceOf(''), `it's "x"`)).toBe(String.raw`'it\'s "x"'`);
  });
});

describe('freeName', () => {
  test.each([
    ['is what is wanted', 'f();', 'locks', 'locks'],
    [
      'avoids names of inner scopes',
      'function f() { const locks = 1; return locks; }',
      'locks',
      'locks2',
    ],
    ['avoids names that are only used', 'f(locks, locks2);', 'locks', 'locks3'],
    ['avoids words of the language', 'f();', 'class', 'class2'],
  ])('%s', (_title, text, wanted, name) => {
    const source = sourceOf(text);
    expect(freeName(source, source.ast, wanted)).toBe(name);
  });

  test('looks only at the scopes that are crossed', () => {
    const source = sourceOf('function f() { a(); }\nfunction g() { const n = 1; return n; }\n');
    const [f, g] = source.ast.body;
    expect(freeName(source, f!, 'n')).toBe('n');
    expect(freeName(source, g!, 'n')).toBe('n2');
  });
});
