// The disk is full (libfiu makes every write fail with ENOSPC): no crash, words that say so, readers are still
// redirected and the hour is marked incomplete; when there is room again, nothing that was kept is lost.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openCompany } from '../scenarios/lib/organisation.mjs';
import { engine, eventually } from '../scenarios/lib/server.mjs';
import { clickAlong, shareOne, soundness, storedClicks } from './clicks.mjs';

const libraries = '/usr/lib/fiu';
// PostgreSQL's disk is PostgreSQL's: here our own process has the full one.
const possible = engine === 'sqlite' && existsSync(join(libraries, 'fiu_posix_preload.so'));

test('promise_19_a_full_disk_is_said_and_survived', { skip: possible ? false : 'needs SQLite and fiu-utils' }, async () => {
  const company = await openCompany({ environment: { LD_PRELOAD: `${libraries}/fiu_run_preload.so ${libraries}/fiu_posix_preload.so`, FIU_CTRL_FIFO: '/tmp/essaim-fiu' } });
  const points = ['posix/io/rw/write', 'posix/io/rw/pwrite', 'posix/io/rw/writev', 'posix/io/rw/pwritev'];
  const pid = company.server.child.pid;
  const control = (commands) => execFileSync('fiu-ctrl', ['-f', '/tmp/essaim-fiu', ...commands.flatMap((command) => ['-c', command]), String(pid)], { timeout: 5_000 });
  try {
    const { path, share } = await shareOne(company);
    await clickAlong(company.server.port, path, 4).stop();
    const before = storedClicks(company.server).rows;
    // Only writes to files may fail: a socket is written to with send, which has a point of its own.
    control(points.map((name) => `enable name=${name},failinfo=28`));

    const load = clickAlong(company.server.port, path, 4);
    await new Promise((done) => setTimeout(done, 1_500));
    await load.stop();
    assert.ok(load.answered > 0, 'readers are redirected all the same');
    assert.ok(load.slowest < 3_000, `the slowest waited ${Math.round(load.slowest)} ms`);
    const refused = await company.awa.call('PUT', `/api/v1/stories/${share.story_id}/drafts/x`, { text: 'un brouillon' }, { allow5xx: true });
    assert.ok([503, 507].includes(refused.status), `a write is refused with words: ${refused.status} ${refused.text}`);
    assert.match(refused.text, /space|full|storage/i);
    assert.equal((await company.server.client().get('/healthz')).status, 200);
    assert.equal((await company.server.client().get('/readyz', { allow5xx: true })).status, 503);
    const metrics = await (await fetch(company.server.metricsUrl)).text();
    assert.match(metrics, /incomplete|given_up|clicks_.*(fail|waiting)/i);

    control(points.map((name) => `disable name=${name}`));
    await eventually('the clicks that waited are stored', () => storedClicks(company.server).rows - before >= load.answered, 20_000);
    await eventually('it is ready again', async () => (await company.server.client().get('/readyz', { allow5xx: true })).status === 200, 20_000);
    await company.awa.ask('PUT', `/stories/${share.story_id}/drafts/x`, { text: 'un brouillon' });
    assert.equal(soundness(company.server), 'ok');
    const { rows, distinct } = storedClicks(company.server);
    assert.equal(rows, distinct);
  } finally {
    await company.close();
  }
});
