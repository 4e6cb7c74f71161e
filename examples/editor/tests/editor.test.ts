import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { drawMenu } from './draw-menu.js';
import { LanguageServer, type TextEdit } from './language-server.js';

const FOLDER = fileURLToPath(new URL('../workspace', import.meta.url));
const FILE = 'src/points.ts';
const text = readFileSync(new URL('../workspace/src/points.ts', import.meta.url), 'utf8');
const PICTURE = fileURLToPath(
  new URL('../../../docs/guide/pictures/quick-fixes.svg', import.meta.url),
);
const RULE = '@interlocked/no-lost-update';

/** The extension puts the rule's name behind each label. */
const REPAIRS = [
  `Add in the database (skips save hooks) (${RULE})`,
  `Lock the row in a transaction (not on SQLite) (${RULE})`,
  `Hold a lock per \`id\` (one process only) (${RULE})`,
];

describe.each(['typed', 'untyped'])('the ESLint extension, %s', (mode) => {
  let server: LanguageServer;

  beforeAll(async () => {
    server = await LanguageServer.start(FOLDER, { INTERLOCKED_EXAMPLE: mode });
  });

  afterAll(async () => {
    await server.stop();
  });

  beforeEach(async () => {
    await server.open(FILE, text);
  });

  afterEach(async () => {
    await server.close(FILE);
  });

  it('underlines what loses the update', async () => {
    const found = await server.diagnostics(FILE);

    expect(found.map(({ code, range }) => [code, textAt(text, range)])).toEqual([
      [RULE, 'user.points += points'],
    ]);
    expect(found[0]?.message).toContain('an update made by another request in between is lost');
  });

  it('lists the repairs, best first', async () => {
    const [report] = await server.diagnostics(FILE);
    const actions = await server.codeActions(FILE, report!);

    expect(actions.map(({ title }) => title)).toEqual(REPAIRS);
  });

  it('shows what the picture in the guide shows', async () => {
    const [report] = await server.diagnostics(FILE);
    const actions = await server.codeActions(FILE, report!);

    const titles = actions.map(({ title }) => title);
    await expect(drawMenu(text, report!, titles)).toMatchFileSnapshot(PICTURE);
  });

  it.each(REPAIRS)('makes the repair that is chosen, and the line is clean: %s', async (title) => {
    const [report] = await server.diagnostics(FILE);
    const actions = await server.codeActions(FILE, report!);
    const edits = await server.choose(actions.find((action) => action.title === title)!);

    const repaired = withEdits(text, edits);
    expect(repaired).not.toBe(text);
    await server.close(FILE);
    await server.open(FILE, repaired);
    expect(await server.diagnostics(FILE)).toEqual([]);
  });
});

function textAt(source: string, { start, end }: TextEdit['range']): string {
  return source.slice(offsetOf(source, start), offsetOf(source, end));
}

function withEdits(source: string, edits: readonly TextEdit[]): string {
  const last = [...edits].sort(
    (a, b) => offsetOf(source, b.range.start) - offsetOf(source, a.range.start),
  );
  return last.reduce((changed, { range, newText }) => {
    return (
      changed.slice(0, offsetOf(source, range.start)) +
      newText +
      changed.slice(offsetOf(source, range.end))
    );
  }, source);
}

function offsetOf(source: string, { line, character }: TextEdit['range']['start']): number {
  const lines = source.split('\n').slice(0, line);
  return lines.join('\n').length + (line > 0 ? 1 : 0) + character;
}
