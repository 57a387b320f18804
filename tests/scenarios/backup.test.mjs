// Backups while people work, and what stands after a restore on another machine: the same organisation, less what its
// people have taken back since.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, describe, test } from 'node:test';
import { ask } from '../security/lib/stores.mjs';
import { publish, shareInput } from '../security/lib/stories.mjs';
import { essaim } from './lib/cli.mjs';
import { findPerson, importPeople, invite, join as becomeMember, openCompany, password } from './lib/organisation.mjs';
import { cleanEnvironment, engine, eventually, executable, freshDatabase, startServer } from './lib/server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'essaim-backup-'));
const recoveryKey = join(folder, 'recovery.key');
let company, backupKey;
const databases = [];
const emptyDatabase = () => {
  const database = engine === 'postgres' ? freshDatabase() : null;
  if (database) databases.push(database);
  return database;
};

/** The command line beside this server: its configuration, without its listening. */
const beside = (server, words, more = {}) =>
  essaim(words, { ESSAIM_DATA: join(server.folder, 'data'), ESSAIM_RUNTIME_FOLDER: join(server.folder, 'runtime'), ESSAIM_BACKUP_KEY: backupKey, ...(server.database ? { ESSAIM_POSTGRES: server.database.url } : {}), ...more });
async function backUp(server, file) {
  const made = await beside(server, ['backup', '--to', file, '--json']);
  assert.equal(made.code, 0, made.stderr);
  return JSON.parse(made.stdout);
}
async function restore(file, { into = mkdtempSync(join(folder, 'machine-')), key = recoveryKey, database = emptyDatabase(), words = [] } = {}) {
  const said = await essaim(['restore', file, '--key', key, '--data', join(into, 'data'), '--json', ...(database ? ['--postgres', database.url] : []), ...words], { ESSAIM_RUNTIME_FOLDER: join(into, 'runtime') });
  return { ...said, folder: into, database };
}
const verify = (file, key = recoveryKey) => essaim(['backup', 'verify', file, '--key', key, '--json']);
const open = (server, link) => server.client().get(new URL(link).pathname, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0', accept: 'text/html' } });
const signIn = async (server) => {
  const client = server.client();
  await client.ask('POST', '/session', { email: 'camille@acieries.example', password });
  return client;
};
const tablesOf = ({ rows_of: rows }) => rows;

before(async () => {
  const made = await essaim(['backup', 'keygen', '--to', recoveryKey]);
  backupKey = /^ESSAIM_BACKUP_KEY=(\S+)$/m.exec(made.stdout)[1];
  company = await openCompany();
});
after(async () => {
  await company?.close();
  databases.forEach((database) => database.drop());
  rmSync(folder, { recursive: true, force: true });
});

test('a recovery key is made once, for one pair of eyes', async () => {
  assert.equal(statSync(recoveryKey).mode & 0o777, 0o600);
  assert.match(readFileSync(recoveryKey, 'utf8'), /^essaim-backup-secret-/m);
  assert.ok(!readFileSync(recoveryKey, 'utf8').includes('\r'));
  const again = await essaim(['backup', 'keygen', '--to', recoveryKey]);
  assert.equal(again.code, 1, 'a key is never written over');
  const secret = /^essaim-backup-secret-\S+$/m.exec(readFileSync(recoveryKey, 'utf8'))[0];
  const wrongWay = await beside(company.server, ['backup', '--to', join(folder, 'x.backup')], { ESSAIM_BACKUP_KEY: secret });
  assert.match(wrongWay.stderr, /secret half: it stays offline/);
  assert.ok(!(wrongWay.stdout + wrongWay.stderr).includes(secret));
  const none = await beside(company.server, ['backup', '--to', join(folder, 'x.backup')], { ESSAIM_BACKUP_KEY: '' });
  assert.match(none.stderr, /backup\.no_recovery_key.*essaim backup keygen/s);
  assert.ok(!existsSync(join(folder, 'x.backup')));
});

test('promise_17_a_backup_holds_nothing_that_can_be_read_and_nobody_opens_it_without_the_key', async () => {
  const story = await publish(company.ed, { title: 'Canary story quartz-4417' });
  await company.awa.ask('PUT', `/stories/${story.id}/drafts/x`, { text: 'canary-draft-zinc-9031' });
  const file = join(folder, 'sealed.backup');
  const made = await backUp(company.server, file);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.equal(statSync(file).size, made.bytes);
  const bytes = readFileSync(file);
  const master = readFileSync(join(company.server.folder, 'data/keys/token.key'), 'utf8').trim();
  for (const canary of ['quartz-4417', 'zinc-9031', 'awa@acieries.example', master, 'create table', 'consent_event', 'token.key'])
    for (const form of [Buffer.from(canary), Buffer.from(canary, 'utf16le'), Buffer.from(master, 'hex')]) assert.ok(!bytes.includes(form), `the backup shows ${canary}`);
  const whole = JSON.parse((await verify(file)).stdout);
  assert.deepEqual([whole.engine, whole.damaged_pictures], [engine, 0]);
  assert.equal(tablesOf(whole).draft, 1);
  assert.ok(tablesOf(whole).person > 20);
  for (const table of ['session', 'sign_in_link', 'setup_link']) assert.ok(!(table in tablesOf(whole)), `${table} opens a door: it is in no backup`);

  const foreign = join(folder, 'foreign.key');
  await essaim(['backup', 'keygen', '--to', foreign]);
  for (const said of [await verify(file, foreign), await restore(file, { key: foreign })]) {
    assert.equal(said.code, 1);
    assert.match(said.stderr, /backup\.wrong_key: it is sealed to the recovery key/);
  }
  assert.equal((await restore(file, { key: join(folder, 'none.key') })).code, 1);
  const keyless = await essaim(['restore', file, '--data', join(folder, 'keyless')]);
  assert.equal(keyless.code, 2);
  assert.match(keyless.stderr, /--key FILE/);
});

test('promise_9_a_backup_that_was_cut_or_changed_is_refused_and_leaves_nothing', async () => {
  const file = join(folder, 'sound.backup');
  await backUp(company.server, file);
  const change = (name, work) => {
    const copy = join(folder, name);
    copyFileSync(file, copy);
    chmodSync(copy, 0o600);
    work(copy);
    return copy;
  };
  const flipped = (at) => (copy) => {
    const bytes = readFileSync(copy);
    bytes[at < 0 ? bytes.length + at : at] ^= 1;
    writeFileSync(copy, bytes);
  };
  const bad = [
    [change('cut.backup', (copy) => truncateSync(copy, statSync(copy).size - 40)), /backup\.truncated/],
    [change('middle.backup', flipped(Math.floor(statSync(file).size / 2))), /backup\.(damaged|truncated)/],
    [change('head.backup', flipped(40)), /backup\.damaged/],
    [change('tail.backup', flipped(-1)), /backup\.(damaged|truncated)/],
    [change('other.backup', (copy) => writeFileSync(copy, 'PK\x03\x04 something else altogether')), /backup\.not_one/],
  ];
  for (const [copy, words] of bad) {
    assert.match((await verify(copy)).stderr, words);
    const tried = await restore(copy);
    assert.equal(tried.code, 1);
    assert.match(tried.stderr, words);
    assert.deepEqual(readdirSync(tried.folder), [], 'no half of an organisation');
    if (tried.database) assert.equal(await tableCount(tried.database), 0);
  }
});

/** Of a database that nobody serves. */
async function tableCount(database) {
  const { execFileSync } = await import('node:child_process');
  return Number(execFileSync('psql', ['-qXAt', database.url, '-c', `select count(*) from pg_tables where schemaname = 'public'`], { encoding: 'utf8' }));
}

test('a restore writes over nothing, and says what goes where', async () => {
  const file = join(folder, 'place.backup');
  await backUp(company.server, file);
  assert.match((await beside(company.server, ['backup', '--to', file])).stderr, /backup\.exists/);
  const taken = join(folder, 'taken');
  mkdirSync(join(taken, 'data'), { recursive: true });
  writeFileSync(join(taken, 'data/mine'), 'x');
  assert.match((await restore(file, { into: taken })).stderr, /backup\.place_taken: .*is not empty/);
  assert.deepEqual(readdirSync(join(taken, 'data')), ['mine']);
  if (engine === 'postgres') {
    assert.match((await restore(file, { database: company.server.database })).stderr, /backup\.place_taken: the PostgreSQL schema holds tables/);
    assert.match((await restore(file, { database: null })).stderr, /backup\.other_engine: it comes from PostgreSQL.*--postgres/);
  } else if (process.env.ESSAIM_TEST_POSTGRES) {
    assert.match((await restore(file, { database: { url: process.env.ESSAIM_TEST_POSTGRES } })).stderr, /backup\.(other_engine: it comes from SQLite|place_taken)/);
  }
  assert.match((await restore(file, { words: ['--links', join(folder, 'no-such-file')] })).stderr, /no-such-file is no file/);
  assert.equal((await essaim(['backup', '--nonsense'], { ESSAIM_DATA: folder })).code, 2);
  assert.match((await essaim(['backup', '--to', join(folder, 'y')], { ESSAIM_DATA: join(folder, 'nowhere'), ESSAIM_BACKUP_KEY: backupKey })).stderr, /cli\.no_organisation/);
});

describe('on another machine', () => {
  let restored, old, story, links, back;

  before(async () => {
    old = company.server;
    story = await publish(company.ed, { title: 'Le laminoir de nuit' });
    const linkOf = async (by, network) => (await by.once('POST', '/shares', shareInput(story, { network }))).share.link;
    links = { before: [await linkOf(company.awa, 'linkedin'), await linkOf(company.paul, 'bluesky')], during: [], after: [] };
    await open(old, links.before[0]);
    const tokens = await invite(company, ['p0@acieries.example', 'p1@acieries.example', 'p2@acieries.example']);
    const noor = await becomeMember(company, 'p1@acieries.example', tokens['p1@acieries.example']);

    // People work while it is made, and nobody is refused.
    const file = join(folder, 'work.backup');
    let working = true;
    const work = (async () => {
      for (let at = 0; working; ++at) {
        await company.awa.ask('PUT', `/stories/${story.id}/drafts/x`, { text: `Version ${at} ${'mot '.repeat(200)}` });
        links.during.push(await linkOf(company.awa, ['x', 'xing', 'threads', 'facebook'][at % 4]));
        assert.equal((await open(old, links.before[0])).status, 302);
        await new Promise((done) => setTimeout(done, 20));
      }
      return links.during.length;
    })();
    for (let round = 0; round < 3; ++round) {
      rmSync(file, { force: true });
      await backUp(old, file);
    }
    working = false;
    assert.ok((await work) > 0);

    // What the backup does not know: links, one who leaves, one who says no, one who joins, one on a new address.
    for (const network of ['telegram', 'whatsapp', 'mastodon']) links.after.push((await company.awa.once('POST', '/shares', shareInput(story, { network, mastodon_server: network === 'mastodon' ? 'mastodon.example' : null }))).share.link);
    await company.paul.ask('DELETE', '/me/membership', { confirm: true });
    await noor.ask('DELETE', '/me/membership', { confirm: true });
    await old.client().ask('POST', '/invitations/answer', { token: tokens['p0@acieries.example'], answer: 'no', remind_on: null });
    await becomeMember(company, 'p2@acieries.example', tokens['p2@acieries.example']);
    await importPeople(company, ['Nouvelle Recrue,nouvelle@acieries.example,fr,Production,Dunkerque,FR,Europe/Paris,production,employee']);
    const late = (await invite(company, ['nouvelle@acieries.example']))['nouvelle@acieries.example'];
    await old.client().ask('POST', '/invitations/answer', { token: late, answer: 'no', remind_on: null });
    await old.halt('SIGKILL');

    const lines = (name) => ['--' + name, join(old.folder, 'data', name)];
    const tried = await restore(file, { words: [...lines('links'), ...lines('withdrawals')] });
    assert.equal(tried.code, 0, tried.stderr);
    restored = JSON.parse(tried.stdout);
    back = await startServer({ folder: tried.folder, database: tried.database });
    assert.notEqual(back.port, old.port);
  });
  after(async () => {
    await back?.halt();
    company.server = await startServer({ folder: old.folder, database: old.database, config: company.mailbox.config });
  });

  test('promise_10_every_link_that_was_ever_answered_redirects', async () => {
    const all = [...links.before, ...links.during, ...links.after];
    for (const link of all) {
      const answer = await open(back, link);
      assert.equal(answer.status, 302, link);
      assert.match(answer.headers.location, /^https:\/\//);
    }
    assert.ok(restored.links_added >= links.after.length, JSON.stringify(restored));
  });

  test('promise_10_who_withdrew_stays_out_and_who_said_no_is_not_asked', async () => {
    assert.equal(restored.left, 2, 'Paul, and the one who had joined before');
    const latest = (email) => ask(back, `select given from consent_event c join person p on p.id = c.person_id where p.email_key = '${email}' order by c.id desc limit 1`).flat().join();
    assert.equal(latest('paul@acieries.example'), '0');
    assert.equal(latest('p1@acieries.example'), '0');
    assert.equal(latest('awa@acieries.example'), '1');
    assert.deepEqual(ask(back, `select count(*) from share s join person p on p.id = s.person_id where p.email_key = 'paul@acieries.example'`), [['0']]);
    // Two noes: of somebody the backup knows, and of somebody who came on the list after it. Leaving is one as well.
    assert.equal(restored.refused, 2);
    assert.equal(ask(back, 'select count(*) from refusal').flat().join(), '4');
  });

  test('promise_10_nobody_is_signed_in_and_nothing_goes_out_by_itself', async () => {
    for (const name of ['awa', 'administrator', 'lea']) {
      const client = company[name].copy();
      client.base = back.url;
      await client.refused(401, 'GET', '/me');
    }
    assert.deepEqual(ask(back, 'select count(*) from session'), [['0']]);
    assert.deepEqual(ask(back, 'select count(*) from outbox where sealed is not null'), [['0']]);
    assert.deepEqual(ask(back, `select count(*) from invitation where ends_at > ${Date.now()}`), [['0']]);
    const [[reason, opened, taken]] = ask(back, 'select reason, opened_at, taken_at from epoch');
    assert.equal(reason, 'restored');
    assert.ok(Number(opened) > Number(taken));
    const doctor = await beside(back, ['doctor', '--json']);
    const findings = JSON.parse(doctor.stdout);
    assert.match(findings.find(({ what }) => what === 'restored').said, /^on .* from a backup of /);
    assert.equal(findings.find(({ what }) => what === 'audit').state, 'well');
  });

  test('promise_9_what_was_there_is_there_under_the_same_names', async () => {
    const camille = await signIn(back);
    const again = (await camille.ask('GET', '/stories?query=laminoir')).items;
    assert.deepEqual(again.map(({ id, title }) => [id, title]), [[story.id, 'Le laminoir de nuit']], 'also found by its words');
    assert.equal((await findPerson(camille, 'awa@acieries.example')).name, 'Awa Diallo');
    assert.equal(ask(back, `select count(*) from draft d join person p on p.id = d.person_id where p.email_key = 'awa@acieries.example'`).flat().join() > 0, true);
    assert.deepEqual(readdirSync(back.folder).sort(), ['data', 'runtime'], 'nothing of the restore is left');
    for (const name of readdirSync(join(back.folder, 'data'))) {
      const info = statSync(join(back.folder, 'data', name));
      assert.equal(info.mode & 0o077, 0, `${name} is nobody else’s to read`);
    }
  });

  test('what is restored is backed up in its turn, and restores', async () => {
    const file = join(folder, 'second.backup');
    await backUp(back, file);
    const again = await restore(file);
    assert.equal(again.code, 0, again.stderr);
    const [first, second] = [JSON.parse((await verify(file)).stdout), JSON.parse(again.stdout)];
    assert.equal(second.rows, first.rows);
    assert.deepEqual([second.left, second.refused], [0, 0], 'what is taken back already is not taken back twice');
  });
});

test('pictures come back byte for byte, and one that had rotted is said', async () => {
  const media = join(company.server.folder, 'data/media');
  const put = (bytes, name = createHash('sha256').update(bytes).digest('hex')) => {
    mkdirSync(join(media, name.slice(0, 2)), { recursive: true, mode: 0o700 });
    writeFileSync(join(media, name.slice(0, 2), name), bytes, { mode: 0o600 });
    return name;
  };
  const large = Buffer.alloc(300_000, 'a picture, more or less ');
  const name = put(large);
  const file = join(folder, 'pictures.backup');
  await backUp(company.server, file);
  assert.equal((await verify(file)).code, 0);
  const whole = await restore(file);
  assert.equal(whole.code, 0, whole.stderr);
  assert.ok(readFileSync(join(whole.folder, 'data/media', name.slice(0, 2), name)).equals(large));
  const rotten = put(Buffer.from('other bytes'), 'ab'.repeat(32));
  const second = join(folder, 'rotten.backup');
  await backUp(company.server, second);
  const said = await verify(second);
  assert.equal(said.code, 1);
  assert.equal(JSON.parse(said.stdout).damaged_pictures, 1);
  rmSync(join(media, rotten.slice(0, 2), rotten));
});

test('promise_9_a_backup_that_is_killed_leaves_no_half_of_itself_under_its_name', async () => {
  const media = join(company.server.folder, 'data/media');
  const bytes = Buffer.alloc(48 << 20, 'enough to be killed in the middle of ');
  const name = createHash('sha256').update(bytes).digest('hex');
  mkdirSync(join(media, name.slice(0, 2)), { recursive: true, mode: 0o700 });
  writeFileSync(join(media, name.slice(0, 2), name), bytes, { mode: 0o600 });
  const file = join(folder, 'killed.backup');
  const environment = cleanEnvironment({ ESSAIM_DATA: join(company.server.folder, 'data'), ESSAIM_BACKUP_KEY: backupKey, ...(company.server.database ? { ESSAIM_POSTGRES: company.server.database.url } : {}) });
  let killed = 0;
  for (let round = 0; round < 12; ++round) {
    const child = spawn(executable, ['backup', '--to', file], { env: environment, stdio: 'ignore' });
    const ended = new Promise((done) => child.on('exit', (code, signal) => done(signal)));
    // Killed at once, or when a part of it is on disk: each round later.
    await Promise.race([ended, eventually('some of it is written', () => existsSync(join(folder, '.killed.backup.part')) && statSync(join(folder, '.killed.backup.part')).size >= round * (4 << 20))]);
    child.kill('SIGKILL');
    if ((await ended) === 'SIGKILL') ++killed;
    if (existsSync(file)) {
      assert.equal((await verify(file)).code, 0, 'what bears the name is whole');
      rmSync(file);
    }
  }
  assert.ok(killed > 0, 'some were killed');
  await backUp(company.server, file);
  assert.ok(!existsSync(join(folder, '.killed.backup.part')), 'the next one takes the place of what was left');
  assert.equal((await verify(file)).code, 0);
  rmSync(join(media, name.slice(0, 2), name));
});

describe('each day by itself', () => {
  test('a server makes one when none is of today, tells the doctor and the metrics, and keeps as many as it is told', async () => {
    const place = join(folder, 'daily');
    mkdirSync(place);
    const config = { ...company.mailbox.config, backup_key: backupKey, backup_folder: place, backup_keep: '2' };
    await company.server.halt();
    const id = (server) => ask(server, 'select id from organisation_identity').flat().join();
    const own = (day) => join(place, `essaim-${id(company.server)}-202001${day}T020000Z.backup`);
    const file = join(folder, 'daily-seed.backup');
    await backUp(company.server, file);
    for (const day of ['01', '02', '03']) copyFileSync(file, own(day));
    const foreign = [join(place, `essaim-${'x'.repeat(16)}-20200101T020000Z.backup`), join(place, 'notes.backup'), own('04')];
    copyFileSync(file, foreign[0]);
    copyFileSync(file, foreign[1]);
    writeFileSync(foreign[2], 'of our name, and no backup');
    rmSync(join(company.server.folder, 'data/backup-state'));
    company.server = await startServer({ folder: company.server.folder, database: company.server.database, config });
    const made = await eventually('a backup is made', () => readdirSync(place).find((name) => name.endsWith('.backup') && !name.includes('-2020') && name.startsWith('essaim-')), 20_000);
    await eventually('the oldest went', () => !existsSync(own('01')) && !existsSync(own('02')));
    assert.ok(existsSync(own('03')), 'two are kept');
    for (const name of foreign) assert.ok(existsSync(name), `${name} is not ours to delete`);
    assert.equal((await verify(join(place, made))).code, 0);
    const metrics = await eventually('the metrics know', async () => {
      const text = await (await fetch(company.server.metricsUrl)).text();
      return /essaim_backup_last_good_timestamp_seconds [1-9]/.test(text) && text;
    });
    assert.match(metrics, /^essaim_backup_failing 0$/m);
    const look = async (more = {}) => JSON.parse((await beside(company.server, ['doctor', '--json'], { ESSAIM_BACKUP_FOLDER: place, ...more })).stdout).find(({ what }) => what === 'backup');
    assert.equal((await look()).state, 'well', JSON.stringify(await look()));
    assert.equal((await look({ ESSAIM_BACKUP_FOLDER: '' })).state, 'notice');
    assert.match((await look({ ESSAIM_BACKUP_FOLDER: join(place, 'none') })).said, /cannot be written/);
    assert.equal((await look({ ESSAIM_BACKUP_KEY: 'essaim-backup-public-AAAA' })).state, 'broken');
    const before = readdirSync(place).length;
    await pause(1100); // a name holds its second, and a backup writes over nothing
    const byHand = await beside(company.server, ['backup', '--json'], { ESSAIM_BACKUP_FOLDER: place, ESSAIM_BACKUP_KEEP: '5' });
    assert.equal(byHand.code, 0, byHand.stderr);
    assert.equal(readdirSync(place).length, before + 1);
  });

  test('a try that fails is said, and a key that is none refuses to start', async () => {
    const place = join(folder, 'lost');
    await company.server.halt();
    rmSync(join(company.server.folder, 'data/backup-state'), { force: true });
    const config = { ...company.mailbox.config, backup_key: backupKey, backup_folder: place };
    company.server = await startServer({ folder: company.server.folder, database: company.server.database, config });
    await eventually('the failure is told', async () => /^essaim_backup_failing 1$/m.test(await (await fetch(company.server.metricsUrl)).text()));
    assert.match(company.server.output(), /"backup\.failed"/);
    mkdirSync(place);
    const found = JSON.parse((await beside(company.server, ['doctor', '--json'], { ESSAIM_BACKUP_FOLDER: place })).stdout).find(({ what }) => what === 'backup');
    assert.deepEqual([found.state, /backup\.cannot_write/.test(found.said)], ['broken', true], JSON.stringify(found));
    await company.server.halt();
    for (const [wrong, words] of [[{ backup_key: 'nonsense' }, /backup_key: a key is one word/], [{ backup_key: '' }, /backup_folder without backup_key.*essaim backup keygen/]]) {
      const said = await beside(company.server, ['serve', '--listen', '127.0.0.1:0'], { ESSAIM_BACKUP_FOLDER: place, ESSAIM_METRICS_LISTEN: '127.0.0.1:0', ...Object.fromEntries(Object.entries(wrong).map(([key, value]) => [`ESSAIM_${key.toUpperCase()}`, value])) });
      assert.equal(said.code, 1);
      assert.match(said.stderr, words);
    }
    company.server = await startServer({ folder: company.server.folder, database: company.server.database, config: company.mailbox.config });
  });
});
