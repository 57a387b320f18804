// Who does not come in with a passkey: of another site, another key, a copied key, a stranger's challenge, a lost phone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findPerson, importPeople, invite, join, openOrganisation, password, people } from './lib/organisation.mjs';
import { browserAt as browserOf, Passkey, question, signInWith } from './lib/passkey.mjs';

const lea = 'lea@acieries.example';
let organisation, site, admin, key;
const browserAt = (client) => browserOf(organisation, site, client);
const offered = (browser, given) => browser.ask('POST', '/me/passkeys/offer', { password: given });
async function refused(browser, status, passkey, how) {
  return browser.refused(status, 'POST', '/session/passkey', passkey.answer(await question(browser), how));
}

before(async () => {
  organisation = await openOrganisation();
  site = `http://localhost:${organisation.server.port}`;
  admin = organisation.administrator = browserAt(organisation.administrator);
  key = new Passkey(site);
  await admin.ask('POST', '/me/passkeys', key.make(await offered(admin, password)));
});
after(() => organisation?.close());

test('no other site, no other key, no copied key, and nobody who only stood near it', async () => {
  const browser = browserAt();
  assert.equal((await refused(browser, 422, key, { origin: 'http://localhost.evil.example' })).code, 'passkey.refused');
  assert.equal((await refused(browser, 422, key, { verified: false })).code, 'passkey.refused');
  const thief = new Passkey(site);
  assert.equal((await refused(browser, 401, thief)).code, 'passkey.unknown');
  thief.id = key.id;
  assert.equal((await refused(browser, 422, thief)).code, 'passkey.refused');
  const forged = key.answer({ challenge: Buffer.alloc(40, 7).toString('base64url') });
  assert.equal((await browser.refused(422, 'POST', '/session/passkey', forged)).code, 'passkey.refused');
  key.count -= 5;
  assert.equal((await refused(browser, 422, key)).code, 'passkey.refused', 'the counter went back');
  key.count += 10;
  await signInWith(browser, key);
  assert.equal((await browser.refused(422, 'POST', '/session/passkey', { ...key.answer(await question(browser)), signature: '§' })).errors[0].pointer, '/signature');
});

test('another account’s offer makes no key for this one', async () => {
  await importPeople(organisation, people);
  const tokens = await invite(organisation, [lea]);
  const browser = browserAt(await join(organisation, lea, tokens[lea]));
  assert.equal((await browser.refused(422, 'POST', '/me/passkeys', new Passkey(site).make(await offered(admin, password)))).code, 'passkey.refused');
  const own = new Passkey(site);
  await browser.ask('POST', '/me/passkeys', own.make(await offered(browser, null)));
  assert.equal((await signInWith(browserAt(), own)).email, lea);

  const { id } = await findPerson(admin, lea);
  await admin.ask('DELETE', `/people/${id}/second-factor`);
  assert.equal((await refused(browserAt(), 401, own)).code, 'passkey.unknown', 'a lost phone opens nothing');
});

test('trying keys is slowed down', async () => {
  const browser = browserAt();
  const statuses = new Set();
  for (let tries = 0; tries < 40; ++tries) statuses.add((await browser.call('POST', '/api/v1/session/passkey', new Passkey(site).answer(await question(browser)))).status);
  assert.ok(statuses.has(429));
});
