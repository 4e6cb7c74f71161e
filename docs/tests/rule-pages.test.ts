import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import interlocked from '@interlocked/eslint-plugin';
import { describe, expect, it } from 'vitest';
import { repository } from './markdown-block.js';

const { recommended, strict } = interlocked.configs;

/** The cells of the table of rules, by the name of the rule. */
const rows = new Map(
  readFileSync(join(repository, 'docs/rules/index.md'), 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .map((cells) => [/^\[([\w-]+)\]/.exec(cells[1] ?? '')?.[1], cells] as const)
    .filter(([name]) => name !== undefined),
);

describe('the list of rules', () => {
  it('names exactly the rules of the plugin', () => {
    expect([...rows.keys()].sort()).toEqual(Object.keys(interlocked.rules).sort());
  });

  it.each(Object.keys(interlocked.rules))('says how severe the presets take %s', (name) => {
    const id = `@interlocked/${name}`;
    const severities = [recommended.rules[id], strict.rules[id]].map((entry) => [entry].flat()[0]);
    expect(rows.get(name)?.slice(3, 5)).toEqual(severities);
  });
});

it.each(Object.entries(interlocked.rules))(
  '%s has a page, and its address leads there',
  (name, rule) => {
    expect(existsSync(join(repository, 'docs/rules', `${name}.md`))).toBe(true);
    expect(new URL(rule.meta.docs.url).pathname).toBe(`/rules/${name}`);
  },
);

it.each(Object.entries(interlocked.rules))('%s says what to do by hand', (name, rule) => {
  const page = readFileSync(join(repository, 'docs/rules', `${name}.md`), 'utf8');
  const section = /^## What to do by hand$([\s\S]*?)^## /m.exec(page)?.[1] ?? '';
  const said = [...section.matchAll(/^\| `(\w+)`/gm)].map(([, id]) => id);

  const messages = Object.keys(rule.meta.messages).filter((id) => id !== 'repair');
  expect(said.sort()).toEqual(messages.sort());
});
