import type { Diagnostic } from './language-server.js';

const CHARACTER = 8.4;
const LINE = 22;
const LEFT = 52;
const TOP = 34;
const WIDTH = 900;

/** A picture of the editor: the text, what is underlined, its message, and the menu of repairs. */
export function drawMenu(text: string, report: Diagnostic, titles: readonly string[]): string {
  const lines = text.trimEnd().split('\n');
  const { start, end } = report.range;
  const x = LEFT + start.character * CHARACTER;
  const y = TOP + start.line * LINE;
  const width = (end.character - start.character) * CHARACTER;
  const menuTop = y + 44;
  const height = Math.max(TOP + lines.length * LINE, menuTop + (titles.length + 1) * 26) + 24;
  const parts = [
    `<rect width="${WIDTH}" height="${height}" rx="8" fill="#1e1e2e"/>`,
    ...lines.map((line, at) => drawLine(line, at)),
    `<path d="${squiggle(x, y + 5, width)}" fill="none" stroke="#f38ba8" stroke-width="1.5"/>`,
    `<rect x="${x}" y="${y + 12}" width="${WIDTH - x - 20}" height="${(titles.length + 1) * 26 + 16}" rx="6" fill="#313244" stroke="#45475a"/>`,
    drawText(x + 12, menuTop - 14, '#a6adc8', 'Quick Fix…'),
    ...titles.map((title, at) => {
      return drawText(x + 12, menuTop + 14 + at * 26, at === 0 ? '#f9e2af' : '#cdd6f4', title);
    }),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="14">`,
    `<title>${escaped(report.message)}</title>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function drawLine(line: string, at: number): string {
  const y = TOP + at * LINE;
  const number = drawText(20, y, '#6c7086', String(at + 1));
  return line === '' ? number : number + drawText(LEFT, y, '#cdd6f4', line);
}

function drawText(x: number, y: number, fill: string, text: string): string {
  return `<text x="${x}" y="${y}" fill="${fill}" xml:space="preserve">${escaped(text)}</text>`;
}

function squiggle(x: number, y: number, width: number): string {
  const waves = Math.round(width / 6);
  return `M${x} ${y}${' q1.5 -3 3 0 t3 0'.repeat(waves)}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
