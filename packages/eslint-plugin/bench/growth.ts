/**
 * How the time grows with the length of a file: `npx tsx packages/eslint-plugin/bench/growth.ts`.
 *
 * Lints generated files of 1,250 to 20,000 lines, in which every function races, three times each, and
 * keeps the shortest time of our rules by the clock of ESLint. Linear growth doubles the time with the
 * lines. The result goes to bench/results/growth.json.
 */
import { writeFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

import { costOf } from './file-cost.js';

const RESULT = fileURLToPath(new URL('results/growth.json', import.meta.url));
const LENGTHS = [1_250, 2_500, 5_000, 10_000, 20_000];
const ROUNDS = 3;

const points = LENGTHS.map((lines) => {
  const text = generated(lines);
  const rounds = Array.from({ length: ROUNDS }, () =>
    costOf(text, 'src/generated.ts', 'recommended', false),
  );
  const point = {
    lines,
    findings: rounds[0]?.findings,
    oursMs: Math.round(Math.min(...rounds.map(({ ours }) => ours))),
    coreMs: Math.round(Math.min(...rounds.map(({ core }) => core))),
  };
  console.log(JSON.stringify(point));
  return point;
});
const [first, last] = [points[0], points.at(-1)];
const result = {
  what: 'all rules of recommended on generated files, every function of which races',
  node: process.version,
  cpu: cpus()[0]?.model ?? 'unknown',
  linesGrow: (last?.lines ?? NaN) / (first?.lines ?? NaN),
  timeGrows: Math.round((10 * (last?.oursMs ?? NaN)) / (first?.oursMs ?? NaN)) / 10,
  points,
};
await writeFile(RESULT, `${JSON.stringify(result, undefined, 2)}\n`);

/** Ten lines for each function. */
function generated(lines: number): string {
  const head = `import { User } from './models.js';\nlet served = 0;\n`;
  const functions = Array.from({ length: lines / 10 }, (_, i) => {
    return `export async function serve${i}(id: number, amount: number) {
  const user = await User.findByPk(id);
  if (!user) return undefined;
  for (const order of await user.getOrders()) {
    if (order.paid) amount += order.total;
  }
  user.points += amount;
  await user.save();
  return (served += await charge(user));
}`;
  });
  return head + functions.join('\n');
}
