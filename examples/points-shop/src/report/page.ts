import type { Interleaving } from '../race/interleaving.js';
import { sumTallies, type Totals } from '../race/ledger.js';
import { countFindings } from '../repair/lint-shop.js';
import { drawBars } from './bars.js';
import { showDiffs } from './diff-section.js';
import { showFindings } from './findings-section.js';
import { formatCount, html, type Markup } from './html.js';
import type { ReportData } from './report-data.js';
import { style } from './style.js';
import { showTallies } from './tally-table.js';
import { drawTimeline } from './timeline.js';

function showTotal(when: 'before' | 'after', text: string, { lost, sent }: Totals): Markup {
  const bad = when === 'after' && lost > 0 ? ' bad' : '';
  return html`<div class="total ${when}${bad}">
    ${text} <b>${formatCount(lost)} lost</b> of ${formatCount(sent)} updates
  </div>`;
}

function tellInterleaving(interleaving: Interleaving | undefined): Markup {
  if (!interleaving) return html`<p>This run recorded no lost update of a user's points.</p>`;
  const others = interleaving.alike - 2;
  const more =
    others > 0
      ? html` ${formatCount(others)} more requests read the same value and wrote the same result.`
      : html``;
  return html`<p>
      The endpoint reads the user, adds in JavaScript, and saves. Recorded in the race of the shop
      as written: PostgreSQL carried out both updates without complaint.${more}
    </p>
    <div class="picture" tabindex="0" role="region" aria-label="Timeline">
      ${drawTimeline(interleaving)}
    </div>`;
}

function showRepairs({ findings, repaired }: ReportData): Markup {
  const applied = repaired.reduce((sum, file) => sum + file.applied.length, 0);
  const left = repaired.reduce((sum, file) => sum + file.left.length, 0);
  const rest = left === 0 ? 'No finding was left.' : `Findings left: ${left}.`;
  return html`<section>
      <h2>What the plugin reports</h2>
      <p>
        ${countFindings(findings)} findings of <code>@interlocked/eslint-plugin</code> in
        ${findings.length} files.
      </p>
      ${showFindings(findings, repaired)}
    </section>
    <section>
      <h2>The repair</h2>
      <p>
        The first suggestion of every finding, applied to a copy: ${applied} suggestions. ${rest}
      </p>
      ${showDiffs(repaired)}
    </section>`;
}

/** The whole report as one HTML page that needs nothing from the network. */
export function renderPage(data: ReportData): string {
  const { before, after, interleaving, environment } = data;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'"
        />
        <title>points-shop: lost updates, before and after</title>
        <style>
          ${style}
        </style>
      </head>
      <body>
        <main>
          <h1>Updates that a shop loses, and the same shop repaired</h1>
          <p class="lead">
            A small HTTP service over PostgreSQL, raced as written; linted; repaired by the first
            suggestion of every finding; raced again under the same load.
          </p>
          <div class="totals">
            ${showTotal('before', 'As written', sumTallies(before))}
            ${showTotal('after', 'Repaired', sumTallies(after))}
          </div>
          <section>
            <h2>How an update is lost</h2>
            ${tellInterleaving(interleaving)}
          </section>
          <section>
            <h2>Lost updates, before and after</h2>
            <div class="picture" tabindex="0" role="region" aria-label="Bars">
              ${drawBars(before, after)}
            </div>
            ${showTallies(before, after)}
          </section>
          ${showRepairs(data)}
          <footer>
            <p>Measured on this machine by <code>npm start</code>:</p>
            <ul>
              ${environment.map((line) => html`<li>${line}</li>`)}
            </ul>
          </footer>
        </main>
      </body>
    </html> `;
  return page.text;
}
