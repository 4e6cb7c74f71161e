import type { Tally } from '../race/ledger.js';
import { formatCount, html, type Markup } from './html.js';

const WIDTH = 900;
const LEFT = 235;
const FULL = 410;
const BAR = 18;
const GROUP = 66;
const TOP = 34;
/** A bar of a few lost updates among thousands is still to be seen. */
const LEAST_WIDTH = 3;

const share = ({ lost, sent }: Tally): number => (sent === 0 ? 0 : lost / sent);

export function formatShare(tally: Tally): string {
  const percent = share(tally) * 100;
  if (percent === 0) return '0 %';
  return percent < 1 ? `${percent.toFixed(2)} %` : `${percent.toFixed(0)} %`;
}

function drawBar(when: 'before' | 'after', tally: Tally, y: number): Markup {
  const width = tally.lost === 0 ? 0 : Math.max(LEAST_WIDTH, share(tally) * FULL);
  const text = `${formatCount(tally.lost)} of ${formatCount(tally.sent)} lost (${formatShare(tally)})`;
  return html`<rect
      class="bar ${when}"
      x="${LEFT}"
      y="${y}"
      width="${width.toFixed(1)}"
      height="${BAR}"
      rx="3"
    />
    <text class="count ${when}" x="${LEFT + width + 8}" y="${y + 14}">${when}: ${text}</text>`;
}

function drawGroup(before: Tally, after: Tally, index: number): Markup {
  const y = TOP + index * GROUP;
  return html`<text class="lane" x="0" y="${y + 24}">${before.endpoint}</text>
    <line class="rail" x1="${LEFT}" y1="${y - 6}" x2="${LEFT}" y2="${y + 2 * BAR + 10}" />
    ${drawBar('before', before, y)}${drawBar('after', after, y + BAR + 4)}`;
}

function describe(before: Tally, after: Tally): string {
  return (
    `${before.endpoint}: ${before.lost} of ${before.sent} before, ` +
    `${after.lost} of ${after.sent} after.`
  );
}

type Pair = readonly [before: Tally, after: Tally];

export function pairTallies(before: readonly Tally[], after: readonly Tally[]): readonly Pair[] {
  return before.flatMap((tally): Pair[] => {
    const other = after.find(({ endpoint }) => endpoint === tally.endpoint);
    return other ? [[tally, other]] : [];
  });
}

/** Lost updates per endpoint, as a share of those sent. */
export function drawBars(before: readonly Tally[], after: readonly Tally[]): Markup {
  const pairs = pairTallies(before, after);
  const height = TOP + pairs.length * GROUP;
  return html`<svg
    viewBox="0 0 ${WIDTH} ${height}"
    role="img"
    aria-labelledby="bars-title bars-desc"
  >
    <title id="bars-title">Lost updates per endpoint, before and after the repairs</title>
    <desc id="bars-desc">${pairs.map((pair) => describe(...pair)).join(' ')}</desc>
    <text class="small" x="${LEFT}" y="14">share of the updates sent that were lost</text>
    ${pairs.map(([one, other], index) => drawGroup(one, other, index))}
  </svg>`;
}
