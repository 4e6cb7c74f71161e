import { styleText } from 'node:util';

import type { Tally } from './race/ledger.js';
import type { DiffLine, DiffLineKind } from './repair/diff.js';

const COLOURS: Readonly<Record<DiffLineKind, Parameters<typeof styleText>[0]>> = {
  file: 'bold',
  hunk: 'cyan',
  added: 'green',
  removed: 'red',
  same: 'reset',
};

const COLUMNS = ['sent', 'kept', 'refused', 'failed', 'lost'] as const;
const NAME_WIDTH = 28;
const NUMBER_WIDTH = 9;

const startedMs = performance.now();

export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

/** Announces a step, with the time since the start. */
export function sayStep(title: string): void {
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1).padStart(5);
  say(`\n${styleText('dim', `${seconds} s`)}  ${styleText('bold', title)}`);
}

export function sayTallyHead(): void {
  const names = COLUMNS.map((name) => name.padStart(NUMBER_WIDTH)).join('');
  say(styleText('dim', `         ${'updates'.padEnd(NAME_WIDTH)}${names}`));
}

export function sayTally(tally: Tally): void {
  const cells = COLUMNS.map((column) => {
    const cell = String(tally[column]).padStart(NUMBER_WIDTH);
    return column === 'lost' ? styleText(tally.lost > 0 ? 'red' : 'green', cell) : cell;
  });
  say(`         ${tally.endpoint.padEnd(NAME_WIDTH)}${cells.join('')}`);
}

export function sayDiff(lines: readonly DiffLine[]): void {
  for (const { kind, text } of lines) say(styleText(COLOURS[kind], text));
}
