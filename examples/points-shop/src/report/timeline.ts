import type { Access, Interleaving } from '../race/interleaving.js';
import { html, type Markup, nothing } from './html.js';

const WIDTH = 900;
const HEIGHT = 350;
const LEFT = 150;
const RIGHT = 720;
const LANE_Y = { A: 30, row: 150, B: 270 };
const AXIS_Y = 335;
const BAR = 34;
const ARROW_GAP = 4;

type Placed = Access & { readonly x: number };

const formatMs = (ms: number): string => `${ms.toFixed(2)} ms`;

/** Columns of equal width: what matters is the order, and real gaps would hide it. */
function place(accesses: readonly Access[]): readonly Placed[] {
  const column = (RIGHT - LEFT) / accesses.length;
  return accesses.map((access, index) => ({ ...access, x: LEFT + column * (index + 0.5) }));
}

function laneName(y: number, title: string, detail: string): Markup {
  return html`<text class="lane" x="0" y="${y - 3}">${title}</text>
    <text class="small" x="0" y="${y + 15}">${detail}</text>
    <line class="rail" x1="${LEFT}" y1="${y}" x2="${RIGHT}" y2="${y}" />`;
}

/** The time in which a request goes on with a value that others may have changed meanwhile. */
function staleSpan(by: 'A' | 'B', placed: readonly Placed[]): Markup {
  const own = placed.filter((access) => access.by === by);
  const [from, to] = [own[0], own.at(-1)];
  if (!from || !to) return nothing;
  const y = LANE_Y[by];
  return html`<rect
      class="span ${by.toLowerCase()}"
      x="${from.x}"
      y="${y - BAR / 2}"
      width="${to.x - from.x}"
      height="${BAR}"
      rx="6"
    />
    <text class="in-span" x="${(from.x + to.x) / 2}" y="${y + 5}"
      >still believes ${from.points}</text
    >`;
}

function arrow({ by, kind, x, points }: Placed, step: number): Markup {
  const lane = by.toLowerCase();
  const towards = by === 'A' ? 1 : -1;
  const atLane = LANE_Y[by] + towards * (BAR / 2);
  const atRow = LANE_Y.row - towards * (BAR / 2 + ARROW_GAP);
  const label =
    kind === 'read' ? `reads ${points}` : `writes ${points - step} + ${step} = ${points}`;
  const [from, to] = kind === 'read' ? [atRow, atLane + towards * ARROW_GAP] : [atLane, atRow];
  return html`<line
      class="arrow ${lane}"
      x1="${x}"
      y1="${from}"
      x2="${x}"
      y2="${to}"
      marker-end="url(#head-${lane})"
    />
    <text class="label" x="${x + 9}" y="${(from + to) / 2 + 4}">${label}</text>`;
}

function rowValues(placed: readonly Placed[]): Markup[] {
  const writes = placed.filter(({ kind }) => kind === 'write');
  const start = placed[0]?.points ?? 0;
  const edges = [LEFT, ...writes.map(({ x }) => x)];
  const values = [start, ...writes.map(({ points }) => points)];
  return values.map((value, index) => {
    const from = edges[index] ?? LEFT;
    const to = edges[index + 1] ?? RIGHT;
    const kind = index === values.length - 1 ? 'value last' : 'value';
    return html`<rect
        class="${kind}"
        x="${from}"
        y="${LANE_Y.row - BAR / 2}"
        width="${to - from}"
        height="${BAR}"
      />
      <text class="in-span" x="${(from + to) / 2}" y="${LANE_Y.row + 5}">${value}</text>`;
  });
}

function outcome(placed: readonly Placed[], step: number): Markup {
  const [first, last] = placed.filter(({ kind }) => kind === 'write');
  if (!first || !last) return nothing;
  const x = RIGHT + 14;
  return html`<text class="lost-text" x="${x}" y="${LANE_Y.row - 5}"
      >should be ${last.points + step}:</text
    >
    <text class="lost-text" x="${x}" y="${LANE_Y.row + 15}">update of ${first.by} lost</text>`;
}

function axis(placed: readonly Placed[]): Markup[] {
  return placed.map(
    ({ x, atMs }) =>
      html`<line
          class="tick"
          x1="${x}"
          y1="${LANE_Y.B + BAR / 2 + 6}"
          x2="${x}"
          y2="${AXIS_Y - 16}"
        />
        <text class="time" x="${x}" y="${AXIS_Y}">${formatMs(atMs)}</text>`,
  );
}

function arrowHead(lane: string): Markup {
  return html`<marker
    id="head-${lane}"
    class="head ${lane}"
    viewBox="0 0 8 8"
    refX="7"
    refY="4"
    markerWidth="8"
    markerHeight="8"
    orient="auto"
    ><path d="M0 0 8 4 0 8Z"
  /></marker>`;
}

function sentence({ by, kind, points, atMs }: Access): string {
  return `at ${formatMs(atMs)} request ${by} ${kind === 'read' ? 'reads' : 'writes'} ${points}`;
}

/** The picture of one lost update, as it was recorded in the race. */
export function drawTimeline({ user, accesses, step }: Interleaving): Markup {
  const placed = place(accesses);
  const told = accesses.map(sentence).join(', ');
  return html`<svg
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    role="img"
    aria-labelledby="timeline-title timeline-desc"
  >
    <title id="timeline-title">Two requests read the same points, and one update is lost</title>
    <desc id="timeline-desc">Points of user ${user}: ${told}. Each meant to add ${step}.</desc>
    <defs>${arrowHead('a')}${arrowHead('b')}</defs>
    ${laneName(LANE_Y.A, 'Request A', `adds ${step} points`)}
    ${laneName(LANE_Y.row, 'PostgreSQL', `points of user ${user}`)}
    ${laneName(LANE_Y.B, 'Request B', `adds ${step} points`)} ${rowValues(placed)}
    ${staleSpan('A', placed)}${staleSpan('B', placed)}
    ${placed.map((access) => arrow(access, step))} ${outcome(placed, step)}
    <text class="small" x="0" y="${AXIS_Y}">measured at</text>
    ${axis(placed)}
  </svg>`;
}
