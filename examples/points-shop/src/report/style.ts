import { Markup } from './html.js';

export const style = new Markup(`
:root {
  color-scheme: light dark;
  --page: #fbfbfd; --card: #ffffff; --text: #1c2230; --muted: #5a6478; --line: #d5dae4;
  --a: #0b62c4; --a-soft: #dceafb; --b: #8a5a00; --b-soft: #fbecc9;
  --lost: #b3261e; --lost-soft: #fbdedb; --kept: #1b6e3c; --kept-soft: #d9f2e1;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12151c; --card: #1a1f29; --text: #e6e9f0; --muted: #a2acbf; --line: #343c4c;
    --a: #7db8ff; --a-soft: #1d3554; --b: #f0c05a; --b-soft: #43351a;
    --lost: #ff8f85; --lost-soft: #4d2422; --kept: #7fd9a0; --kept-soft: #1c3d2a;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif;
}
main { max-width: 980px; margin: 0 auto; padding: 40px 20px 64px; }
h1 { font-size: 30px; line-height: 1.2; margin: 0 0 12px; letter-spacing: -0.01em; }
h2 { font-size: 21px; margin: 0 0 6px; }
h3 { font-size: 16px; margin: 24px 0 6px; }
p { margin: 0 0 12px; max-width: 75ch; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { font-size: 0.92em; }
pre { font-size: 13.5px; line-height: 1.5; overflow-x: auto; margin: 8px 0 0; }
.lead { font-size: 18px; color: var(--muted); }
.totals { display: flex; flex-wrap: wrap; gap: 16px; margin: 24px 0 8px; }
.total { flex: 1 1 240px; border-radius: 12px; padding: 16px 20px; border: 1px solid var(--line); background: var(--card); }
.total b { display: block; font-size: 34px; line-height: 1.15; }
.total.before b { color: var(--lost); }
.total.after b { color: var(--kept); }
.total.after.bad b { color: var(--lost); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 24px; margin-top: 24px; }
.picture { overflow-x: auto; margin: 16px 0; }
svg { display: block; width: 100%; min-width: 680px; height: auto; font-size: 14px; }
svg text { fill: var(--text); }
.lane { font-weight: 600; }
svg .small, svg .time { fill: var(--muted); font-size: 12.5px; }
svg .time, svg .in-span { text-anchor: middle; }
.in-span { font-weight: 600; }
.rail { stroke: var(--line); stroke-width: 2; }
.tick { stroke: var(--line); stroke-width: 1.5; stroke-dasharray: 3 4; }
.span { stroke-width: 1.5; }
.span.a { fill: var(--a-soft); stroke: var(--a); }
.span.b { fill: var(--b-soft); stroke: var(--b); }
.value { fill: var(--card); stroke: var(--muted); stroke-width: 1.5; }
.value.last { fill: var(--lost-soft); stroke: var(--lost); }
.arrow { stroke-width: 2.5; }
.arrow.a { stroke: var(--a); } .head.a { fill: var(--a); }
.arrow.b { stroke: var(--b); } .head.b { fill: var(--b); }
svg .lost-text { fill: var(--lost); font-weight: 700; }
.bar.before { fill: var(--lost); } .bar.after { fill: var(--kept); }
svg .count.before { fill: var(--lost); } svg .count.after { fill: var(--kept); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 14.5px; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--muted); padding-bottom: 6px; }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
th:first-child { text-align: left; }
thead th { color: var(--muted); font-weight: 600; }
.findings { padding-left: 0; list-style: none; margin: 0; }
.findings li { border-left: 3px solid var(--lost); padding: 2px 0 2px 14px; margin: 12px 0; }
.findings p { margin: 0; max-width: none; }
.rule { color: var(--muted); white-space: nowrap; }
.excerpt { background: var(--page); border-radius: 8px; padding: 8px 12px; }
.number { color: var(--muted); user-select: none; margin-right: 6px; }
mark { background: var(--lost-soft); color: inherit; border-bottom: 2px solid var(--lost); }
.repair { color: var(--kept); padding-top: 6px; }
.diff { background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 10px 0; margin-top: 14px; }
.diff { display: grid; }
.diff span { padding: 0 14px; }
.diff .file { font-weight: 700; } .diff .hunk { color: var(--muted); }
.diff .added { background: var(--kept-soft); } .diff .removed { background: var(--lost-soft); }
:focus-visible { outline: 3px solid var(--a); outline-offset: 2px; }
footer { color: var(--muted); font-size: 14px; margin-top: 28px; }
footer ul { padding-left: 20px; margin: 4px 0; }
`);
