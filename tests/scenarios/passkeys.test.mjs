// Passkeys: a key on one's own device, both factors at once; good for those who lead or administer as well as a code.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openOrganisation, password } from './lib/organisation.mjs';
import { browserAt as browserOf, Passkey, question } from './lib/passkey.mjs';

const camille = 'camille@acieries.example';
let organisation, site, admin, key, papers;
const browserAt = () => browserOf(organisation, site);

before(async () => {
  organisation = await openOrganisation({ config: { second_factor: 'required' } });
  site = `http://localhost:${organisation.server.port}`;
  admin = browserOf(organisation, site, organisation.administrator);
});
after(() => organisation?.close());

test('an address of digits has no passkeys, and says so', async () => {
  const refusal = await organisation.administrator.refused(409, 'POST', '/me/passkeys/offer', { password });
  assert.equal(refusal.code, 'passkey.needs_name');
});

test('adding one asks for the password, and brings ten codes on paper with the first', async () => {
  const wrong = await admin.refused(422, 'POST', '/me/passkeys/offer', { password: 'not this one' });
  assert.equal(wrong.errors[0].pointer, '/password');
  const offer = await admin.ask('POST', '/me/passkeys/offer', { password });
  assert.equal(offer.site_id, 'localhost');
  assert.equal(offer.user_email, camille);
  assert.deepEqual(offer.known_credentials, []);
  key = new Passkey(site);
  assert.equal((await admin.refused(422, 'POST', '/me/passkeys', key.make(offer, { verified: false }))).code, 'passkey.refused');
  assert.equal((await admin.refused(422, 'POST', '/me/passkeys', key.make(offer, { origin: 'http://localhost:1' }))).code, 'passkey.refused');
  const other = browserAt();
  await other.ask('POST', '/session', { email: camille, password });
  const before = admin.cookies.get('essaim_session');
  const made = key.make(offer);
  ({ codes: papers } = await admin.ask('POST', '/me/passkeys', made));
  assert.equal(papers.length, 10);
  assert.notEqual(admin.cookies.get('essaim_session'), before, 'the session has a new word');
  await other.refused(401, 'GET', '/me');
  assert.equal((await admin.refused(409, 'POST', '/me/passkeys', made)).code, 'passkey.too_late', 'a challenge opens once');
  const me = await admin.ask('GET', '/me');
  assert.deepEqual(me.second_factor, { is_set: true, required: true, app: false, passkeys: 1, recovery_codes_left: 10 });
  assert.ok(me.permissions.includes('people.edit'), 'the role opens what it opens');
  assert.match((await organisation.mailbox.next(camille, /clé d’accès/)).subject, /ajoutée/);
  const [shown] = await admin.ask('GET', '/me/passkeys');
  assert.equal(shown.name, 'Firefox, Linux');
  assert.equal(shown.last_used_day, null);
});

test('the device is told which keys it has, and one key belongs to one account', async () => {
  const offer = await admin.ask('POST', '/me/passkeys/offer', { password });
  assert.deepEqual(offer.known_credentials, [key.id.toString('base64url')]);
  assert.equal((await admin.refused(409, 'POST', '/me/passkeys', key.make(offer))).code, 'passkey.known');
});

test('it signs in alone, once for each question', async () => {
  const browser = browserAt();
  const asked = await question(browser);
  assert.deepEqual(asked.known_credentials, [], 'nothing is said of anybody before a right password');
  const answer = key.answer(asked);
  assert.equal((await browser.ask('POST', '/session/passkey', answer)).email, camille);
  assert.equal((await browser.ask('GET', '/me')).email, camille);
  assert.notEqual((await admin.ask('GET', '/me/passkeys'))[0].last_used_day, null);
  await browserAt().refused(422, 'POST', '/session/passkey', answer); // the counter, before the challenge
  const uncounted = new Passkey(site, { counts: false });
  await admin.ask('POST', '/me/passkeys', uncounted.make(await admin.ask('POST', '/me/passkeys/offer', { password })));
  const twice = uncounted.answer(await question(browser));
  await browserAt().ask('POST', '/session/passkey', twice);
  assert.equal((await browserAt().refused(409, 'POST', '/session/passkey', twice)).code, 'passkey.too_late');
});

test('it is the second step after a right password', async () => {
  const browser = browserAt();
  assert.equal((await browser.refused(401, 'POST', '/session', { email: camille, password })).code, 'session.second_factor');
  await browser.refused(401, 'GET', '/me');
  const asked = await question(browser);
  assert.equal(asked.known_credentials.length, 2);
  assert.equal((await browser.ask('POST', '/session/passkey', key.answer(asked))).email, camille);
  const paper = browserAt();
  await paper.refused(401, 'POST', '/session', { email: camille, password });
  await paper.ask('POST', '/session/second-factor', { code: papers[0] });
});

test('the last one stays with a role that needs one; new codes end those before', async () => {
  const { codes } = await admin.ask('POST', '/me/recovery-codes', { password });
  assert.equal(codes.length, 10);
  const browser = browserAt();
  await browser.refused(401, 'POST', '/session', { email: camille, password });
  await browser.refused(422, 'POST', '/session/second-factor', { code: papers[5] });
  await browser.ask('POST', '/session/second-factor', { code: codes[5] });
  const [first, second] = await admin.ask('GET', '/me/passkeys');
  await admin.refused(422, 'DELETE', `/me/passkeys/${second.id}`, { password: 'not this one' });
  await admin.ask('DELETE', `/me/passkeys/${second.id}`, { password });
  assert.equal((await admin.ask('GET', '/me/passkeys')).length, 1);
  assert.match((await organisation.mailbox.next(camille, /clé d’accès.*retirée/)).subject, /retirée/);
  assert.equal((await admin.refused(409, 'DELETE', `/me/passkeys/${first.id}`, { password })).code, 'second_factor.needed');
});
