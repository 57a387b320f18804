// The second step of signing in: asked of those who lead or administer, offered to all; codes of RFC 6238 as an
// authenticator app computes them.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { codeOf, fromBase32 } from './lib/authenticator.mjs';
import { essaim } from './lib/cli.mjs';
import { findPerson, importPeople, invite, join, openOrganisation, password, people } from './lib/organisation.mjs';

const wrong = (code) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const signIn = (email) => ['POST', '/session', { email, password }];
const camille = 'camille@acieries.example';

let organisation, secret, papers;
before(async () => {
  organisation = await openOrganisation({ config: { second_factor: 'required' } });
});
after(() => organisation?.close());

test('without a second factor the role of an administrator opens nothing, and says so', async () => {
  const me = await organisation.administrator.ask('GET', '/me');
  assert.deepEqual(me.second_factor, { is_set: false, required: true, app: false, passkeys: 0, recovery_codes_left: 0 });
  assert.deepEqual(me.permissions, []);
  await organisation.administrator.refused(404, 'GET', '/people');
  await organisation.administrator.refused(404, 'PUT', '/settings', {});
});

test('setting it asks for the password, shows the secret once, and counts from its first right code', async () => {
  const admin = organisation.administrator;
  const refused = await admin.refused(422, 'POST', '/me/second-factor', { password: 'not this one' });
  assert.equal(refused.errors[0].pointer, '/password');
  await admin.refused(409, 'PUT', '/me/second-factor', { code: '123456' });
  const proposed = await admin.ask('POST', '/me/second-factor', { password });
  assert.match(proposed.secret, /^[A-Z2-7]{32}$/);
  assert.match(proposed.address, /^otpauth:\/\/totp\/.*camille%40acieries\.example\?secret=[A-Z2-7]{32}&issuer=/);
  assert.match(proposed.qr_path, /^M\d/);
  const bad = await admin.refused(422, 'PUT', '/me/second-factor', { code: wrong(codeOf(proposed.secret)) });
  assert.equal(bad.code, 'second_factor.wrong');
  const other = organisation.server.client();
  await other.ask(...signIn(camille)); // an older session elsewhere
  const before = admin.cookies.get('essaim_session');
  ({ codes: papers } = await admin.ask('PUT', '/me/second-factor', { code: codeOf(proposed.secret) }));
  secret = proposed.secret;
  assert.equal(papers.length, 10);
  assert.equal(new Set(papers).size, 10);
  assert.notEqual(admin.cookies.get('essaim_session'), before, 'the session has a new word');
  await other.refused(401, 'GET', '/me');
  const me = await admin.ask('GET', '/me');
  assert.deepEqual(me.second_factor, { is_set: true, required: true, app: true, passkeys: 0, recovery_codes_left: 10 });
  assert.ok(me.permissions.includes('people.edit'));
  assert.match((await organisation.mailbox.next(camille, /deux étapes/)).subject, /activée/);
});

test('a right password opens nothing before the code; a code opens once', async () => {
  const browser = organisation.server.client();
  const half = await browser.refused(401, ...signIn(camille));
  assert.equal(half.code, 'session.second_factor');
  await browser.refused(401, 'GET', '/me');
  await browser.refused(401, 'POST', '/me/second-factor', { password });
  assert.equal((await browser.refused(422, 'POST', '/session/second-factor', { code: wrong(codeOf(secret)) })).code, 'second_factor.wrong');
  const code = codeOf(secret, 1); // an app whose clock is half a minute ahead
  const thief = browser.copy();
  assert.equal((await browser.ask('POST', '/session/second-factor', { code })).email, camille);
  assert.equal((await browser.ask('GET', '/me')).email, camille);
  await thief.refused(401, 'GET', '/me');
  const second = organisation.server.client();
  await second.refused(401, ...signIn(camille));
  assert.equal((await second.refused(422, 'POST', '/session/second-factor', { code })).code, 'second_factor.wrong', 'seen over a shoulder');
  await organisation.server.client().refused(401, 'POST', '/session/second-factor', { code: codeOf(secret) });
});

test('a code on paper opens once', async () => {
  const browser = organisation.server.client();
  await browser.refused(401, ...signIn(camille));
  await browser.ask('POST', '/session/second-factor', { code: papers[0].toUpperCase().replace('-', ' ') });
  assert.equal((await browser.ask('GET', '/me')).second_factor.recovery_codes_left, 9);
  const again = organisation.server.client();
  await again.refused(401, ...signIn(camille));
  await again.refused(422, 'POST', '/session/second-factor', { code: papers[0] });
});

test('whose role needs it may replace it and not give it up', async () => {
  const refused = await organisation.administrator.refused(409, 'DELETE', '/me/second-factor', { code: papers[1] });
  assert.equal(refused.code, 'second_factor.needed');
});

test('an administrator removes the factor of a lost phone; the person is told, and their sessions end', async () => {
  await importPeople(organisation, people);
  const lea = await findPerson(organisation.administrator, 'lea@acieries.example');
  const tokens = await invite(organisation, ['lea@acieries.example']);
  const browser = await join(organisation, 'lea@acieries.example', tokens['lea@acieries.example']);
  const proposed = await browser.ask('POST', '/me/second-factor', { password: null }); // just signed in, without a password
  await browser.ask('PUT', '/me/second-factor', { code: codeOf(proposed.secret) });
  await organisation.administrator.refused(404, 'DELETE', `/people/${(await findPerson(organisation.administrator, 'paul@acieries.example')).id}/second-factor`);
  await organisation.administrator.ask('DELETE', `/people/${lea.id}/second-factor`);
  await browser.refused(401, 'GET', '/me');
  await organisation.mailbox.next('lea@acieries.example', /retirée/);
});

test('a member may have one and give it up with a code', async () => {
  const tokens = await invite(organisation, ['paul@acieries.example']);
  const browser = await join(organisation, 'paul@acieries.example', tokens['paul@acieries.example']);
  assert.equal((await browser.ask('GET', '/me')).second_factor.required, false);
  const proposed = await browser.ask('POST', '/me/second-factor', {});
  const { codes } = await browser.ask('PUT', '/me/second-factor', { code: codeOf(proposed.secret) });
  await browser.refused(422, 'DELETE', '/me/second-factor', { code: wrong(codeOf(proposed.secret, 1)) });
  await browser.ask('DELETE', '/me/second-factor', { code: codes[3] });
  assert.equal((await browser.ask('GET', '/me')).second_factor.is_set, false);
});

test('guessing codes is slowed down', async () => {
  const browser = organisation.server.client();
  await browser.refused(401, ...signIn(camille));
  let stopped = null;
  for (let tries = 0; tries < 12 && !stopped; ++tries) {
    const answer = await browser.call('POST', '/api/v1/session/second-factor', { code: wrong(codeOf(secret)) });
    if (answer.status === 429) stopped = answer;
    else assert.equal(answer.status, 422);
  }
  assert.ok(stopped, 'twelve guesses are too many');
  assert.ok(Number(stopped.headers['retry-after']) > 0);
});

test('no secret stands in the files, and the operator opens the door of who lost phone and paper', async () => {
  await organisation.server.halt();
  const files = readdirSync(`${organisation.server.folder}/data`).filter((name) => name.includes('.db'));
  for (const file of files) {
    const bytes = readFileSync(`${organisation.server.folder}/data/${file}`);
    for (const word of [fromBase32(secret), secret, papers[1], papers[1].replace('-', '')]) assert.ok(!bytes.includes(word), `${file} holds a secret`);
  }
  const place = ['--data', `${organisation.server.folder}/data`, ...(organisation.server.database ? ['--postgres', organisation.server.database.url] : [])];
  const unknown = await essaim(['people', 'remove-factor', 'nobody@acieries.example', ...place]);
  assert.equal(unknown.code, 1);
  const removed = await essaim(['people', 'remove-factor', camille, ...place]);
  assert.equal(removed.code, 0, removed.stderr);
  const { startServer } = await import('./lib/server.mjs');
  organisation.server = await startServer({ folder: organisation.server.folder, database: organisation.server.database, config: { ...organisation.mailbox.config, second_factor: 'required' } });
  const browser = organisation.server.client();
  const me = await browser.ask(...signIn(camille));
  assert.deepEqual(me.second_factor, { is_set: false, required: true, app: false, passkeys: 0, recovery_codes_left: 0 });
});
