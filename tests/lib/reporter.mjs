// A reporter for node's test runner: one record a test into $ESSAIM_RESULTS, readable lines for the log. Suites
// (`describe`) are not tests and are not counted; the engine stands before the name, because scenarios run twice.
import { appendFileSync } from 'node:fs';

const engine = process.env.ESSAIM_ENGINE ? `${process.env.ESSAIM_ENGINE}: ` : '';

/** @param {AsyncIterable<import('node:test').TestEvent>} source */
export default async function* reporter(source) {
  for await (const event of source) {
    if (event.type === 'test:stdout' || event.type === 'test:stderr') yield event.data.message;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, details, skip, file } = event.data;
    if (details.type === 'suite' && event.type === 'test:pass') continue;
    if (skip !== undefined && skip !== false) {
      yield `skipped  ${engine}${name}: ${skip}\n`;
      continue;
    }
    const error = details.error?.cause ?? details.error;
    // A group fails with its tests; only a failure of its own (a hook) is a record.
    if (event.type === 'test:fail' && details.error?.failureType === 'subtestsFailed') continue;
    const ok = event.type === 'test:pass';
    if (process.env.ESSAIM_RESULTS) {
      const line = `${engine}${name}`.replaceAll(/[\t\n]/g, ' ');
      appendFileSync(process.env.ESSAIM_RESULTS, `${ok ? 'ok' : 'failed'}\t${line}\t${Math.round(details.duration_ms)}\n`);
    }
    yield `${ok ? 'ok      ' : 'FAILED  '} ${engine}${name} (${Math.round(details.duration_ms)} ms)\n`;
    if (!ok && details.error?.failureType !== 'cancelledByParent') yield `${file ?? ''}\n${error?.stack ?? error}\n`;
  }
}
