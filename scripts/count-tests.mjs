import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { argv, exit } from 'node:process';

const LINES_OF_A_FAILURE = 12;

// Adds up vitest's JSON reports of one folder, and prints what failed and the line that closes a
// CI run: whoever reads only the end of its output finds both there.
const folder = argv[2];
const reports = readdirSync(folder).map((name) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')),
);
if (reports.length === 0) {
  console.error('No test report was written, so the tests cannot be counted: see the steps above.');
  exit(1);
}
const total = (field) => reports.reduce((sum, report) => sum + report[field], 0);

for (const file of reports.flatMap((report) => report.testResults)) {
  const path = relative('.', file.name);
  for (const test of file.assertionResults.filter(({ status }) => status === 'failed')) {
    printFailure(`${path} > ${test.fullName.trim()}`, test.failureMessages.join('\n'));
  }
  if (file.status === 'failed' && file.message) printFailure(path, file.message);
}

const skipped = total('numPendingTests') + total('numTodoTests');
if (skipped > 0) console.error(`${skipped} tests were skipped: run them, or delete them.`);
console.log(`${total('numPassedTests')} passed, ${total('numFailedTests')} failed`);
exit(skipped > 0 || total('numFailedTests') > 0 ? 1 : 0);

function printFailure(what, message) {
  const lines = message.split('\n');
  const shown = lines.slice(0, LINES_OF_A_FAILURE);
  const more = lines.length - shown.length;
  if (more > 0) shown.push(`... ${more} more lines: see the step above`);
  console.log([`failed: ${what}`, ...shown.map((line) => `  ${line}`), ''].join('\n'));
}
