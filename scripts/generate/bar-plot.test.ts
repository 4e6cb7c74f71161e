import { expect, it } from 'vitest';
import { drawBarPlot } from './bar-plot.js';

const plot = (...rows: [string, number][]) =>
  drawBarPlot({ title: 'A <title>', unit: 'ns', rows, isOurs: (name) => name === 'ours' });

/** The widths of all bars, the background left out. */
function widthsOf(svg: string): number[] {
  return [...svg.matchAll(/<rect x="\d+" y="\d+" width="([\d.]+)"/g)].map(([, width]) =>
    Number(width),
  );
}

it('draws bars as long as their values', () => {
  const [ours, theirs] = widthsOf(plot(['ours', 10], ['theirs', 40]));
  expect(theirs! / ours!).toBeCloseTo(4, 1);
});

it('draws values of many decades on a logarithmic scale, and says so', () => {
  const svg = plot(['ours', 10], ['theirs', 1_000], ['worse', 100_000]);
  const [least, middle, most] = widthsOf(svg);
  expect(most! - middle!).toBeCloseTo(middle! - least!, 0);
  expect(svg).toContain('(ns, on a logarithmic scale)');
});

it('tells its numbers as text, and lets ours stand out', () => {
  const svg = plot(['ours', 10], ['theirs', 40]);
  expect(svg).toContain('<title>A &lt;title&gt;. ours: 10 ns; theirs: 40 ns</title>');
  expect(svg.match(/#15803d/g)).toHaveLength(1);
});
