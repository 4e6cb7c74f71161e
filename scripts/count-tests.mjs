import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit } from 'node:process';

// Adds up vitest's JSON reports of one folder, and prints the line that closes a CI run.
const folder = argv[2];
const reports = readdirSync(folder).map((name) =>
  JSON.parse(readFileSync(join(folder, name), 'utf8')),
);
if (reports.length === 0) {
  console.error('No test report was written, so the tests cannot be counted: see the steps above.');
  exit(1);
}
const total = (field) => reports.reduce((sum, report) => sum + report[field], 0);

const skipped = total('numPendingTests') + total('numTodoTests');
if (skipped > 0) console.error(`${skipped} tests were skipped: run them, or delete them.`);
console.log(`${total('numPassedTests')} passed, ${total('numFailedTests')} failed`);
exit(skipped > 0 || total('numFailedTests') > 0 ? 1 : 0);
