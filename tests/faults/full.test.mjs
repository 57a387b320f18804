// The disk is full for everything but clicks, too (libfiu makes every write of the server fail with ENOSPC): a change is
// refused in words, reading goes on, nothing crashes, and when there is room again the same call succeeds.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openOrganisation } from '../scenarios/lib/organisation.mjs';
import { eventually } from '../scenarios/lib/server.mjs';

const libraries = '/usr/lib/fiu';

test('a full disk refuses a change in words and keeps what was kept', async () => {
  const organisation = await openOrganisation({
    environment: { LD_PRELOAD: `${libraries}/fiu_run_preload.so ${libraries}/fiu_posix_preload.so`, FIU_CTRL_FIFO: '/tmp/essaim-fiu' },
  });
  const { administrator, server } = organisation;
  // Not write(): the event loop wakes itself with it, and no database here writes by it.
  const points = ['posix/io/rw/pwrite', 'posix/io/sync/fdatasync', 'posix/io/sync/fsync'];
  const control = (command) => execFileSync('fiu-ctrl', ['-f', '/tmp/essaim-fiu', ...points.flatMap((name) => ['-c', command(name)]), String(server.child.pid)], { timeout: 5_000 });
  try {
    const { base_url: _, short_base_url: __, ...settings } = await administrator.ask('GET', '/settings');
    control((name) => `enable name=${name},failinfo=28`);
    const refused = await administrator.call('PUT', '/api/v1/settings', { ...settings, programme_name: 'Les Veilleurs' }, { allow5xx: true });
    assert.ok([503, 507].includes(refused.status), `${refused.status} ${refused.text}`);
    assert.match(refused.headers['content-type'], /problem\+json/);
    assert.equal((await server.client().get('/healthz')).status, 200);
    assert.equal((await administrator.ask('GET', '/settings')).programme_name, 'Les Éclaireurs', 'reading goes on, with what was kept');

    control((name) => `disable name=${name}`);
    await eventually('the same call succeeds', async () =>
      (await administrator.call('PUT', '/api/v1/settings', { ...settings, programme_name: 'Les Veilleurs' }, { allow5xx: true })).status === 200, 20_000);
    assert.equal((await administrator.ask('GET', '/settings')).programme_name, 'Les Veilleurs');
    // The preloaded library has a thread of its own that our signal mask does not reach: the process may end there by
    // SIGTERM at once. It must be by nothing else, and the databases must be sound all the same.
    const end = await server.halt();
    assert.ok(end.code === 0 || end.signal === 'SIGTERM', JSON.stringify(end));
    const data = join(server.folder, 'data');
    for (const file of readdirSync(data).filter((name) => name.endsWith('.db'))) {
      assert.equal(execFileSync('sqlite3', [join(data, file), 'pragma integrity_check'], { encoding: 'utf8' }).trim(), 'ok', file);
    }
  } finally {
    await organisation.close();
  }
});
