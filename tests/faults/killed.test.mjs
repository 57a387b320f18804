// kill -9 under load, twenty times: every click whose redirect was answered is in the store, once, and the databases
// are sound.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openCompany } from '../scenarios/lib/organisation.mjs';
import { startServer } from '../scenarios/lib/server.mjs';
import { clickAlong, shareOne, soundness, storedClicks } from './clicks.mjs';

test('promise_19_killed_twenty_times_no_answered_click_is_missing', async () => {
  const company = await openCompany();
  try {
    const { path } = await shareOne(company);
    let answered = 0;
    for (let round = 1; round <= 20; ++round) {
      const before = storedClicks(company.server).rows;
      const load = clickAlong(company.server.port, path);
      await new Promise((done) => setTimeout(done, 150 + 37 * (round % 7)));
      const killed = company.server.halt('SIGKILL');
      await load.stop();
      assert.equal((await killed).signal, 'SIGKILL');
      company.server = await startServer({ folder: company.server.folder, database: company.server.database, port: company.server.port, config: company.mailbox.config });
      const { rows, distinct } = storedClicks(company.server);
      assert.ok(load.answered > 0, 'there was a load');
      assert.ok(rows - before >= load.answered, `round ${round}: ${load.answered} answered, ${rows - before} stored`);
      assert.equal(distinct, rows, 'none is there twice');
      assert.equal(soundness(company.server), 'ok');
      answered += load.answered;
    }
    console.log(`${answered} clicks answered in 20 lives, 0 missing`);
    const share = (await company.awa.ask('GET', '/shares')).items[0];
    assert.ok(share.clicks + share.filtered >= answered, 'what is shown is what is stored');
  } finally {
    await company.close();
  }
});
