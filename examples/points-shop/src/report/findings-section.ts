import type { FileFindings, Finding } from '../repair/lint-shop.js';
import type { RepairedFile } from '../repair/repair-copy.js';
import { html, type Markup, nothing, showMessage } from './html.js';

/** The line of code with the reported range marked. */
function excerpt(source: string, finding: Finding): Markup {
  const line = source.split('\n')[finding.line - 1];
  if (line === undefined) return nothing;
  const from = finding.column - 1;
  const to = finding.endLine === finding.line ? (finding.endColumn ?? 1) - 1 : line.length;
  return html`<pre
    class="excerpt"
  ><span class="number">${finding.line}</span> ${line.slice(0, from).trimStart()}<mark>${line.slice(from, to)}</mark>${line.slice(to)}</pre>`;
}

function showFinding(source: string, finding: Finding): Markup {
  const suggestion = finding.suggestions?.[0]?.desc;
  const repair = suggestion
    ? html`<p class="repair">First suggestion: <b>${showMessage(suggestion)}</b></p>`
    : html`<p class="repair">No suggestion.</p>`;
  return html`<li>
    <p>${showMessage(finding.message)} <code class="rule">${finding.ruleId ?? 'error'}</code></p>
    ${excerpt(source, finding)}${repair}
  </li>`;
}

/** The findings, file by file, with the code that they are about. */
export function showFindings(
  files: readonly FileFindings[],
  repaired: readonly RepairedFile[],
): Markup[] {
  return files.map(({ file, findings }) => {
    const source = repaired.find((one) => one.file === file)?.original ?? '';
    return html`<h3><code>shop/${file}</code></h3>
      <ol class="findings">
        ${findings.map((finding) => showFinding(source, finding))}
      </ol>`;
  });
}
