// What a person may ask of the organisation, done by whoever runs the machine, beside the server or without it: a file of
// what is held on them, and their erasure. The operator reads nothing of it, and learns nothing from the answers.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { ask } from '../security/lib/stores.mjs';
import { publish, shareInput } from '../security/lib/stories.mjs';
import { essaim } from './lib/cli.mjs';
import { findPerson, invite, join as becomeMember, joinAs, openCompany, password } from './lib/organisation.mjs';
import { cleanEnvironment, engine, executable, freshDatabase, startServer } from './lib/server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'essaim-person-'));
const officersKey = join(folder, 'officer.key'), recoveryKey = join(folder, 'recovery.key');
const address = (name) => `${name}@acieries.example`;
const canaries = ['canary-draft-zinc-9031', 'canary-share-lead-4417', 'Awa Diallo'];
let company, dpo, publicKey, backupKey, link, story;
const databases = [];

/** The server's own configuration, mail included. */
const configuration = ({ folder: at, database } = company.server) => ({
  ESSAIM_DATA: join(at, 'data'), ESSAIM_RUNTIME_FOLDER: join(at, 'runtime'), ...(database ? { ESSAIM_POSTGRES: database.url } : {}),
  ...Object.fromEntries(Object.entries(company.mailbox.config).map(([key, value]) => [`ESSAIM_${key.toUpperCase()}`, value])),
});
const beside = (words, more = {}) => essaim(words, { ...configuration(), ...more });
const done = async (words, more) => {
  const said = await beside(words, more);
  assert.equal(said.code, 0, said.stderr);
  return said;
};
/** With that line on its standard input. */
const answering = (words, typed) =>
  new Promise((ended) => {
    const child = execFile(executable, words, { env: cleanEnvironment(configuration()), timeout: 60_000 }, (error, stdout, stderr) => ended({ code: error?.code ?? 0, stdout, stderr }));
    child.stdin.end(`${typed}\n`);
  });
const open = (server, url) => server.client().get(new URL(url).pathname, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0', accept: 'text/html' } });
const lines = async (who) => (await who.ask('GET', '/trust/accesses?limit=100')).items;
const works = async (client) => {
  await client.ask('PUT', `/stories/${story.id}/drafts/x`, { text: canaries[0] });
  return (await client.once('POST', '/shares', shareInput(story, { text: canaries[1] }))).share.link;
};

before(async () => {
  const keys = await Promise.all([officersKey, recoveryKey].map((to) => essaim(['backup', 'keygen', '--to', to])));
  [publicKey, backupKey] = keys.map(({ stdout }) => /^ESSAIM_BACKUP_KEY=(\S+)$/m.exec(stdout)[1]);
  company = await openCompany();
  dpo = await joinAs(company, address('p5'), 'data-protection');
  story = await publish(company.ed, { title: 'Le laminoir de nuit' });
  link = await works(company.awa);
  // p1 is asked and silent, p2 says no, p3 joins and leaves; p9 was never asked.
  const tokens = await invite(company, ['p1', 'p2', 'p3'].map(address));
  await company.server.client().ask('POST', '/invitations/answer', { token: tokens[address('p2')], answer: 'no', remind_on: null });
  const left = await becomeMember(company, address('p3'), tokens[address('p3')]);
  await left.ask('DELETE', '/me/membership', { confirm: true });
});
after(async () => {
  await company?.close();
  databases.forEach((database) => database.drop());
  rmSync(folder, { recursive: true, force: true });
});

describe('a file for the person', () => {
  test('promise_17_the_operator_reads_nothing_of_it_and_its_person_opens_it_once', async () => {
    const said = await done(['person', 'export', address('awa')]);
    for (const canary of canaries) assert.ok(!(said.stdout + said.stderr).includes(canary), canary);
    assert.match(said.stdout, /If this organisation knows awa@acieries\.example, a file waits .* until \d{4}-\d\d-\d\d/);
    const [[sealed]] = ask(company.server, `select ${company.server.database ? `encode(sealed, 'hex')` : 'hex(sealed)'} from prepared_file`);
    for (const canary of canaries) assert.ok(!Buffer.from(sealed, 'hex').includes(canary));

    const nothing = { made_at: null, ends_at: null };
    for (const other of [company.paul, company.administrator, dpo]) {
      assert.deepEqual(await other.ask('GET', '/me/prepared-file'), nothing);
      await other.refused(404, 'POST', '/me/prepared-file/opening');
    }
    await company.server.client().refused(401, 'POST', '/me/prepared-file/opening');
    const waiting = await company.awa.ask('GET', '/me/prepared-file');
    assert.equal(Date.parse(waiting.ends_at) - Date.parse(waiting.made_at), 14 * 86_400_000);
    const file = await company.awa.call('POST', '/api/v1/me/prepared-file/opening');
    assert.equal(file.status, 200);
    assert.match(file.headers['content-disposition'], /^attachment; filename="essaim-my-data\.json"$/);
    for (const canary of canaries) assert.ok(file.text.includes(canary), canary);
    await company.awa.refused(404, 'POST', '/me/prepared-file/opening');
    assert.deepEqual(await company.awa.ask('GET', '/me/prepared-file'), nothing);
    assert.deepEqual(ask(company.server, 'select count(*) from prepared_file'), [['0']]);
  });

  test('promise_17_the_person_is_told_in_the_app_and_by_mail', async () => {
    const letter = await company.mailbox.next(address('awa'), /fichier de vos données vous attend/);
    assert.match(letter.text, /\/me#data/);
    for (const canary of canaries) assert.ok(!letter.text.includes(canary));
    const { notices } = await company.awa.ask('GET', '/me');
    assert.ok(notices.some(({ code, values }) => code === 'file_prepared' && values.address === '/me#data'));
  });

  test('promise_16_it_stands_in_the_access_log_as_the_operators_and_names_nobody_to_others', async () => {
    const found = (all) => all.filter(({ door }) => door === 'person_export');
    const [theirs] = found(await lines(company.paul));
    assert.deepEqual([theirs.role, theirs.viewer, theirs.subject, theirs.about_me], ['operator', null, null, false]);
    assert.equal(found(await lines(company.awa))[0].about_me, true);
    assert.equal(found(await lines(dpo))[0].subject, 'Awa Diallo');
    assert.equal(found(await lines(company.administrator))[0].subject, null);
  });

  test('promise_17_sealed_to_data_protection_it_opens_with_their_key_only', async () => {
    const file = join(folder, 'awa.sealed');
    const said = await done(['person', 'export', address('awa'), '--seal-to', publicKey, '--to', file, '--json']);
    const { done: isDone, ends_on, sealed } = JSON.parse(said.stdout);
    assert.deepEqual([isDone, ends_on, sealed.file], [true, null, file]);
    assert.equal(statSync(file).mode & 0o777, 0o600);
    const bytes = readFileSync(file);
    for (const canary of canaries) assert.ok(!bytes.includes(canary) && !said.stdout.includes(canary), canary);
    const opened = await essaim(['person', 'open', file, '--key', officersKey]);
    const held = JSON.parse(opened.stdout);
    assert.equal(held.known, true);
    assert.equal(held.people.directory.name, 'Awa Diallo');
    assert.equal(held.sharing.drafts[0].text, canaries[0]);
    const plain = join(folder, 'awa.json');
    assert.equal((await essaim(['person', 'open', file, '--key', officersKey, '--to', plain])).code, 0);
    assert.equal(statSync(plain).mode & 0o777, 0o600);
    const wrong = await essaim(['person', 'open', file, '--key', recoveryKey]);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /backup\.wrong_key/);
    await company.mailbox.next(address('awa'), /remises, sous scellé/);
    assert.ok((await company.awa.ask('GET', '/me')).notices.some(({ code }) => code === 'file_sealed'));
    assert.deepEqual(ask(company.server, 'select count(*) from person_request'), [['0']], 'the answer was read, and is gone');

    const refused = await beside(['person', 'export', address('awa'), '--seal-to', publicKey, '--to', file]);
    assert.match(refused.stderr, /person\.cannot_write/);
    const secret = /^essaim-backup-secret-\S+$/m.exec(readFileSync(officersKey, 'utf8'))[0];
    const wrongWay = await beside(['person', 'export', address('awa'), '--seal-to', secret, '--to', join(folder, 'x')]);
    assert.match(wrongWay.stderr, /secret half/);
    assert.ok(!(wrongWay.stdout + wrongWay.stderr).includes(secret) && !existsSync(join(folder, 'x')));
    assert.equal((await beside(['person', 'export', address('awa'), '--seal-to', publicKey])).code, 2);
    assert.equal((await beside(['person', 'export'])).code, 2);
    assert.equal((await beside(['person', 'export', 'nonsense'])).code, 2);
  });

  test('promise_4_words_and_sizes_are_the_same_for_member_silent_no_gone_never_asked_and_nobody', async () => {
    const said = new Set(), sealed = new Set();
    for (const [at, name] of ['awa', 'p1', 'p2', 'p3', 'p9', 'nobody'].entries()) {
      const file = join(folder, `alike-${at}.sealed`);
      const words = [await done(['person', 'export', address(name)]), await done(['person', 'export', address(name), '--json'])];
      said.add(words.map(({ stdout, stderr }) => stdout + stderr).join('').replaceAll(address(name), 'SOMEBODY'));
      await done(['person', 'export', address(name), '--seal-to', publicKey, '--to', file]);
      sealed.add(statSync(file).size);
    }
    assert.deepEqual([said.size, sealed.size], [1, 1]);
    const nobody = JSON.parse((await essaim(['person', 'open', join(folder, 'alike-5.sealed'), '--key', officersKey])).stdout);
    assert.equal(nobody.known, false);
    // Silent or never asked: whoever the directory knows may sign in, and open theirs.
    assert.deepEqual(ask(company.server, `select count(*) from prepared_file f join person p on p.id = f.person_id where p.email_key in ('${address('p1')}', '${address('p9')}')`), [['2']]);
  });

  test('promise_17_no_backup_holds_a_file_that_waits_and_one_made_by_hand_stands_in_the_log', async () => {
    const file = join(folder, 'waiting.backup');
    await done(['backup', '--to', file], { ESSAIM_BACKUP_KEY: backupKey });
    const { rows_of: rows } = JSON.parse((await essaim(['backup', 'verify', file, '--key', recoveryKey, '--json'])).stdout);
    assert.ok(rows.person > 20);
    for (const table of ['prepared_file', 'person_request']) assert.ok(!(table in rows), table);
    for (const canary of canaries) assert.ok(!readFileSync(file).includes(canary));
    const line = (await lines(company.paul)).find(({ door }) => door === 'backup');
    assert.deepEqual([line.role, line.viewer, line.subject], ['operator', null, null]);
  });

  test('without a server it is prepared all the same, and told when one runs again', async () => {
    const { folder: at, database } = company.server;
    await company.server.halt();
    await done(['person', 'export', address('paul')]);
    company.server = await startServer({ folder: at, database, config: company.mailbox.config });
    for (const name of ['awa', 'paul', 'lea', 'ed', 'administrator']) company[name].base = company.server.url;
    dpo.base = company.server.url;
    await company.mailbox.next(address('paul'), /fichier de vos données vous attend/);
    assert.equal((await company.paul.call('POST', '/api/v1/me/prepared-file/opening')).status, 200);
  });
});

describe('an erasure', () => {
  let file;

  test('it asks for the address again, and the last administrator stays', async () => {
    for (const typed of ['', 'yes', address('paul')]) {
      const asked = await answering(['person', 'erase', address('awa')], typed);
      assert.equal(asked.code, 1);
      assert.match(asked.stderr, /Type the address again: .*person\.address_differs: nothing was changed/s);
    }
    await company.awa.ask('GET', '/me');
    const last = await beside(['person', 'erase', address('camille'), '--yes']);
    assert.match(last.stderr, /people\.last_administrator/);
    await company.administrator.ask('GET', '/me');
  });

  test('promise_1_nothing_of_them_is_left_links_redirect_and_the_last_letter_tells_them_how_much', async () => {
    file = join(folder, 'before.backup');
    await done(['backup', '--to', file], { ESSAIM_BACKUP_KEY: backupKey });
    const number = ask(company.server, `select id from person where email_key = '${address('awa')}'`).flat().join();
    const protocol = join(folder, 'erased.sealed');
    const said = await answering(['person', 'erase', address('awa'), '--seal-to', publicKey, '--to', protocol], address('Awa'));
    assert.equal(said.code, 0, said.stderr);
    for (const canary of canaries) assert.ok(!(said.stdout + said.stderr).includes(canary));
    assert.match(said.stdout, /Erased:\n(?: {2}.*\n)*? {2}Drafts\n/);

    await company.awa.refused(401, 'GET', '/me');
    await company.server.client().refused(401, 'POST', '/session', { email: address('awa'), password });
    assert.equal((await open(company.server, link)).status, 302);
    const left = (table, column = 'person_id') => ask(company.server, `select count(*) from ${table} where ${column} = ${number}`).flat().join();
    for (const table of ['draft', 'share', 'link', 'session', 'notice', 'preference', 'prepared_file', 'figure_roster']) assert.equal(left(table), '0', table);
    assert.deepEqual(ask(company.server, `select name, email, search_key from person where id = ${number}`).flat(), ['', '', '']);
    assert.deepEqual(ask(company.server, `select given from consent_event where person_id = ${number} order by id desc limit 1`), [['0']]);
    const { items } = await company.administrator.ask('GET', `/people?query=${address('awa')}`);
    assert.deepEqual(items, []);

    const letter = await company.mailbox.next(address('awa'), /vos données sont effacées/);
    assert.match(letter.text, /Brouillons\u00a0: 1/);
    assert.match(letter.text, /Liens suivis et leur destination\u00a0: 1/);
    const { known, kinds } = JSON.parse((await essaim(['person', 'open', protocol, '--key', officersKey])).stdout);
    assert.equal(known, true);
    assert.deepEqual(kinds.find(({ kind }) => kind === 'drafts'), { kind: 'drafts', count: 1, then: 'erased' });
    const line = (await lines(company.paul)).find(({ door }) => door === 'person_erase');
    assert.deepEqual([line.role, line.viewer, line.subject], ['operator', null, null]);
    assert.equal((await lines(dpo)).find(({ door }) => door === 'person_erase').subject, '', 'somebody who is gone');
  });

  test('promise_10_a_restore_erases_again_whom_the_backup_still_knew', async () => {
    const machine = mkdtempSync(join(folder, 'machine-'));
    const database = engine === 'postgres' ? freshDatabase() : null;
    if (database) databases.push(database);
    const said = await essaim(['restore', file, '--key', recoveryKey, '--data', join(machine, 'data'), '--json', '--withdrawals', join(company.server.folder, 'data/withdrawals'), ...(database ? ['--postgres', database.url] : [])], { ESSAIM_RUNTIME_FOLDER: join(machine, 'runtime') });
    assert.equal(said.code, 0, said.stderr);
    const { erased, left } = JSON.parse(said.stdout);
    assert.deepEqual([erased, left], [1, 0]);
    const back = { folder: machine, database };
    assert.deepEqual(ask(back, `select count(*) from person where email_key = '${address('awa')}'`), [['0']]);
    assert.deepEqual(ask(back, `select count(*) from draft`), [['0']]);
  });

  test('promise_4_the_same_words_whoever_it_is_about_and_whatever_they_did', async () => {
    const said = new Set();
    for (const name of ['paul', 'p1', 'p2', 'p3', 'p9', 'nobody'])
      for (const more of [[], ['--json']]) {
        // The second time nobody is there any more: nor do those words differ.
        const { stdout, stderr } = await done(['person', 'erase', address(name), '--yes', ...more]);
        said.add(`${more} ${(stdout + stderr).replaceAll(address(name), 'SOMEBODY')}`);
      }
    assert.equal(said.size, 2, [...said].join('\n'));
    for (const name of ['paul', 'p1', 'p9']) await company.mailbox.next(address(name), /vos données sont effacées/);
    await company.paul.refused(401, 'GET', '/me');
  });

  test('who holds a role loses it with the rest, and it works without a server', async () => {
    const { folder: at, database } = company.server;
    await company.server.halt();
    await done(['person', 'erase', address('lea'), '--yes']);
    company.server = await startServer({ folder: at, database, config: company.mailbox.config });
    for (const name of ['lea', 'administrator']) company[name].base = company.server.url;
    await company.lea.refused(401, 'GET', '/me');
    await company.mailbox.next(address('lea'), /vos données sont effacées/);
    assert.deepEqual(ask(company.server, `select count(*) from role_grant where role = 'lead' and until_at is null`), [['0']]);
    await assert.rejects(findPerson(company.administrator, address('lea')));
  });
});
