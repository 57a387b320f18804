// The stores of earlier releases, taken through this one: tests/upgrade/VERSION/ENGINE, made by tests/upgrade/make with the
// executable of that release. Nothing that people did is lost, and everything goes on.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ask } from '../security/lib/stores.mjs';
import { essaim } from './lib/cli.mjs';
import { findPerson, password } from './lib/organisation.mjs';
import { engine, freshDatabase, root, startServer } from './lib/server.mjs';

const releases = join(root, 'tests/upgrade');
const versions = readdirSync(releases, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

for (const version of versions) {
  test(`promise_9_the_stores_of_${version}_are_taken_over_as_they_are`, async () => {
    const from = join(releases, version, engine);
    const folder = mkdtempSync(join(tmpdir(), 'essaim-upgrade-'));
    const data = join(folder, 'data');
    mkdirSync(join(data, 'keys'), { recursive: true, mode: 0o700 });
    copyFileSync(join(from, 'token.key'), join(data, 'keys/token.key'));
    execFileSync('chmod', ['600', join(data, 'keys/token.key')]);
    for (const name of ['links', 'withdrawals']) copyFileSync(join(from, name), join(data, name));
    let database = null;
    if (engine === 'sqlite') for (const store of ['essaim', 'clicks']) execFileSync('sqlite3', [join(data, `${store}.db`)], { input: readFileSync(join(from, `${store}.sql`)) });
    else {
      database = freshDatabase();
      execFileSync('psql', ['-qX', '-v', 'ON_ERROR_STOP=1', '-d', database.url, '-f', join(from, 'essaim.sql')], { stdio: ['ignore', 'ignore', 'inherit'] });
    }
    const known = JSON.parse(readFileSync(join(from, 'known.json'), 'utf8'));
    const before = { folder, database };
    const migrated = () => ask(before, 'select name from migration order by name').flat();
    const old = migrated();
    const server = await startServer({ folder, database });
    try {
      assert.ok(migrated().length > old.length, 'this release has something to add');
      assert.deepEqual(migrated().filter((name) => old.includes(name)), old);
      for (const link of known.links) assert.equal((await server.client().get(link, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0' } })).status, 302);
      const camille = server.client();
      await camille.ask('POST', '/session', { email: 'camille@acieries.example', password });
      const found = (await camille.ask('GET', '/stories?query=hydrogene')).items;
      assert.deepEqual(found.map(({ id }) => id), [known.story], 'found by its words, under its own name');
      assert.equal((await findPerson(camille, 'awa@acieries.example')).name, 'Awa Diallo');
      const consents = Object.fromEntries(ask(server, 'select p.email_key, c.given from consent_event c join person p on p.id = c.person_id order by c.id'));
      assert.deepEqual([consents['awa@acieries.example'], consents['ed@acieries.example'], consents['paul@acieries.example'], consents['lea@acieries.example']], ['1', '1', '0', undefined]);
      assert.equal(ask(server, 'select count(*) from refusal').flat().join(), '1');
      assert.equal(ask(server, 'select cast(sum(people) as bigint) from click_hour').flat().join() >= known.clicks, true);
      assert.equal(ask(server, 'select count(*) from draft').flat().join(), '1');
      const doctor = JSON.parse((await essaim(['doctor', '--json'], { ESSAIM_DATA: data, ESSAIM_RUNTIME_FOLDER: join(folder, 'runtime'), ...(database ? { ESSAIM_POSTGRES: database.url } : {}) })).stdout);
      for (const what of ['database', 'audit', 'clicks']) assert.equal(doctor.find((one) => one.what === what).state, 'well', what);
    } finally {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
