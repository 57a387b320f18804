// Prints one record a test (ok or failed, name, milliseconds) from the JSON report of vitest.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const print = (ok, name, time) => console.log(`${ok ? 'ok' : 'failed'}\t${name.replaceAll(/[\t\n]/g, ' ')}\t${Math.round(time ?? 0)}`);

for (const file of report.testResults ?? []) {
  // A file that could not be read has no tests to report.
  if (file.status === 'failed' && file.assertionResults.length === 0) print(false, file.name);
  for (const test of file.assertionResults) {
    if (test.status === 'passed' || test.status === 'failed') print(test.status === 'passed', test.fullName, test.duration);
  }
}
