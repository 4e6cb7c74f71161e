/** A picture of bars: how much each of several things takes. */
export interface BarPlot {
  readonly title: string;
  /** Of the numbers, such as `ns`. */
  readonly unit: string;
  readonly rows: readonly (readonly [name: string, value: number])[];
  /** Rows whose bars stand out. */
  isOurs(name: string): boolean;
}

const WIDTH = 720;
const LABELS = 270;
const BARS = 330;
const ROW = 30;
const TOP = 50;
/** From this ratio of the largest to the smallest on, short bars could not be told apart. */
const LOGARITHMIC_FROM = 30;

/** The picture as SVG, with its numbers as text for those who do not see it. */
export function drawBarPlot(plot: BarPlot): string {
  const { title, unit, rows } = plot;
  const height = TOP + rows.length * ROW + 14;
  const toWidth = newScale(rows.map(([, value]) => value));
  const told = rows.map(([name, value]) => `${name}: ${value} ${unit}`).join('; ');
  const note = isLogarithmic(rows) ? ', on a logarithmic scale' : '';
  const bars = rows.flatMap((row, index) => drawRow(row, TOP + index * ROW, toWidth(row[1]), plot));
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" font-family="system-ui, sans-serif" font-size="14">`,
    `  <title>${escape(`${title}. ${told}`)}</title>`,
    `  <rect width="${WIDTH}" height="${height}" rx="8" fill="#f8fafc" />`,
    `  <text x="16" y="28" font-weight="600" fill="#0f172a">${escape(title)} (${escape(unit)}${note})</text>`,
    ...bars,
    '</svg>',
  ].join('\n')}\n`;
}

function drawRow([name, value]: BarPlot['rows'][number], y: number, width: number, plot: BarPlot) {
  const color = plot.isOurs(name) ? '#15803d' : '#94a3b8';
  return [
    `  <text x="${LABELS - 10}" y="${y + 16}" text-anchor="end" fill="#334155">${escape(name)}</text>`,
    `  <rect x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="22" rx="3" fill="${color}" />`,
    `  <text x="${(LABELS + width + 8).toFixed(1)}" y="${y + 16}" fill="#0f172a">${value.toLocaleString('en')}</text>`,
  ];
}

function isLogarithmic(rows: BarPlot['rows']): boolean {
  const values = rows.map(([, value]) => value);
  return Math.max(...values) / Math.min(...values) >= LOGARITHMIC_FROM;
}

/** Widths of bars; on a logarithmic scale the smallest is a tenth of the first decade long. */
function newScale(values: readonly number[]): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (most / least < LOGARITHMIC_FROM) return (value) => (BARS * value) / most;
  const toDecades = (value: number) => Math.log10(value / least) + 0.1;
  return (value) => (BARS * toDecades(value)) / toDecades(most);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
