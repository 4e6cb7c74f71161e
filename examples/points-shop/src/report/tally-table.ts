import type { Tally } from '../race/ledger.js';
import { pairTallies } from './bars.js';
import { formatCount, html, type Markup } from './html.js';

function showRow(tally: Tally, when: string): Markup {
  const cells = [tally.sent, tally.kept, tally.refused, tally.failed, tally.lost];
  return html`<tr>
    <th scope="row">${tally.endpoint}, ${when}</th>
    ${cells.map((cell) => html`<td>${formatCount(cell)}</td>`)}
  </tr>`;
}

/** The figures behind the bars. */
export function showTallies(before: readonly Tally[], after: readonly Tally[]): Markup {
  const rows = pairTallies(before, after).flatMap(([one, other]) => [
    showRow(one, 'as written'),
    showRow(other, 'repaired'),
  ]);
  return html`<div class="scroll" tabindex="0" role="region" aria-label="The figures">
    <table>
      <caption>
        Updates. Lost are those that the shop neither refused nor kept, whatever it answered.
      </caption>
      <thead>
        <tr>
          <th scope="col">Endpoint</th>
          <th scope="col">sent</th>
          <th scope="col">kept</th>
          <th scope="col">refused</th>
          <th scope="col">failed</th>
          <th scope="col">lost</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
