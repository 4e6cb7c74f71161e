import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, it } from 'vitest';

import { settle } from '../src/race/ledger.js';
import { renderPage } from '../src/report/page.js';
import type { ReportData } from '../src/report/report-data.js';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const ENDPOINT = 'POST /users/:id/points';
const HOSTILE = '</pre><script>alert("1")</script> & `code`';

const sent = [1, 2, 3, 4].map(() => ({ status: 200, updates: 1 }));

const data: ReportData = {
  before: [settle(ENDPOINT, sent, 1)],
  after: [settle(ENDPOINT, sent, 4)],
  interleaving: {
    user: '1',
    step: 3,
    alike: 4,
    accesses: [
      { by: 'A', kind: 'read', points: 0, atMs: 0 },
      { by: 'B', kind: 'read', points: 0, atMs: 0.5 },
      { by: 'A', kind: 'write', points: 3, atMs: 2 },
      { by: 'B', kind: 'write', points: 3, atMs: 2.25 },
    ],
  },
  findings: [
    {
      file: 'users.ts',
      findings: [
        {
          ruleId: '@interlocked/no-lost-update',
          message: `lost: ${HOSTILE}`,
          line: 2,
          column: 3,
          endLine: 2,
          endColumn: 14,
          severity: 2,
          suggestions: [{ desc: 'Add in the database', fix: { range: [0, 0], text: '' } }],
        },
      ],
    },
  ],
  repaired: [
    {
      file: 'users.ts',
      original: 'start();\n  user.n += 1; // <b>\n',
      text: 'start();\n  await user.increment("n"); // <b>\n',
      applied: [{ line: 2, ruleId: '@interlocked/no-lost-update', label: 'Add' }],
      left: [],
    },
  ],
  environment: [HOSTILE],
};

function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  return 'tagName' in node ? [node, ...children] : children;
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

function parsePage(page: string): Element[] {
  const errors: string[] = [];
  const tree = parse(page, { onParseError: ({ code }) => errors.push(code) });
  expect(errors).toEqual([]);
  return elementsOf(tree);
}

const elements = parsePage(renderPage(data));
const named = (name: string): Element[] => elements.filter(({ tagName }) => tagName === name);
const classed = (name: string): string[] =>
  elements
    .filter((element) => attribute(element, 'class')?.split(' ').includes(name))
    .map((element) => textOf(element).replace(/\s+/g, ' ').trim());

describe('the page', () => {
  it('needs nothing from outside', () => {
    const fetching = elements.filter(({ tagName }) =>
      /^(script|link|img|image|iframe|object|embed|base)$/.test(tagName),
    );
    expect(fetching).toEqual([]);
    for (const { attrs } of elements) {
      for (const { name } of attrs) expect(name).not.toMatch(/^(src|href|on.*|style)$/);
    }
    expect(named('style').map(textOf).join('')).not.toMatch(/url\(|@import/);
  });

  it('lets no text of the findings become markup', () => {
    expect(named('script')).toEqual([]);
    expect(named('p').map(textOf).join('')).toContain('</pre><script>alert("1")</script>');
    expect(named('li').map(textOf)).toContain(HOSTILE);
  });

  it('knows light and dark', () => {
    expect(named('style').map(textOf).join('')).toContain('@media (prefers-color-scheme: dark)');
  });

  it('names every picture and describes it in words', () => {
    const ids = new Map(elements.map((element) => [attribute(element, 'id'), textOf(element)]));
    const pictures = named('svg').map((picture) => {
      expect(attribute(picture, 'role')).toBe('img');
      const labels = attribute(picture, 'aria-labelledby')?.split(' ') ?? [];
      return labels.map((id) => ids.get(id)).join(' | ');
    });
    expect(pictures).toEqual([
      'Two requests read the same points, and one update is lost | Points of user 1: at 0.00 ms ' +
        'request A reads 0, at 0.50 ms request B reads 0, at 2.00 ms request A writes 3, at 2.25 ms ' +
        'request B writes 3. Each meant to add 3.',
      'Lost updates per endpoint, before and after the repairs | POST /users/:id/points: 3 of 4 ' +
        'before, 0 of 4 after.',
    ]);
  });

  it('has no id twice', () => {
    const ids = elements
      .map((element) => attribute(element, 'id'))
      .filter((id) => id !== undefined);
    expect(ids).toEqual([...new Set(ids)]);
  });

  it('draws a bar as long as the share that was lost', () => {
    const bars = elements.filter((element) => attribute(element, 'class')?.startsWith('bar '));
    const widths = bars.map((bar) => Number(attribute(bar, 'width')));
    expect(widths).toEqual([expect.any(Number), 0]);
    const full = parsePage(renderPage({ ...data, before: [settle(ENDPOINT, sent, 0)] })).find(
      (element) => attribute(element, 'class') === 'bar before',
    );
    expect(widths[0]).toBeCloseTo(0.75 * Number(full && attribute(full, 'width')));
  });

  it('shows the figures, the reported code and the diff', () => {
    expect(classed('total')).toEqual([
      'As written 3 lost of 4 updates',
      'Repaired 0 lost of 4 updates',
    ]);
    expect(named('mark').map(textOf)).toEqual(['user.n += 1']);
    expect(classed('removed')).toEqual(['- user.n += 1; // <b>']);
    expect(classed('added')).toEqual(['+ await user.increment("n"); // <b>']);
  });

  it('says so when no lost update was recorded', () => {
    const page = parsePage(renderPage({ ...data, interleaving: undefined }));
    expect(page.filter(({ tagName }) => tagName === 'svg')).toHaveLength(1);
    expect(page.map(textOf).join('')).toContain('recorded no lost update');
  });
});
