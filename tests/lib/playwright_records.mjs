// A reporter for playwright: one record a test (ok or failed, name, milliseconds) as it ends, in the file that
// ESSAIM_RECORDS names, so that a suite that goes on is told from one that waits for ever.
import { appendFileSync } from 'node:fs';

const record = (ok, name, time = 0) =>
  appendFileSync(process.env.ESSAIM_RECORDS, `${ok ? 'ok' : 'failed'}\t${name.replaceAll(/[\t\n]/g, ' ')}\t${Math.round(time)}\n`);

export default class Records {
  onTestEnd(test, { duration, status }) {
    if (status !== 'skipped') record(test.outcome() === 'expected', test.title, duration);
  }
  onError({ message }) {
    record(false, message ?? 'the runner failed');
  }
  printsToStdio() {
    return false;
  }
}
