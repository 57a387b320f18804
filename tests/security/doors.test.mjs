// How somebody comes in and goes out (security.md 8 to 14): cookies, passwords, tries, links, and what of it is stored.
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { tokenIn } from '../scenarios/lib/mailbox.mjs';
import { findPerson, importPeople, invite, openOrganisation, password, people } from '../scenarios/lib/organisation.mjs';
import { eventually, startServer } from '../scenarios/lib/server.mjs';
import { ask, assertUnwritten, hexOf } from './lib/stores.mjs';

let organisation, server;
before(async () => {
  // A trusted proxy on loopback says who comes and over what; without it 20 tries a minute are one address's.
  organisation = await openOrganisation({ config: { trusted_proxies: '127.0.0.1' } });
  server = organisation.server;
  await importPeople(organisation, people);
});
after(() => organisation?.close());

let visitors = 0;
/** A browser elsewhere, over HTTPS; `from` is its address. */
const visitor = (from = `198.51.100.${++visitors}`) => server.client({ 'x-forwarded-for': from, 'x-forwarded-proto': 'https' });
const signIn = (browser, word = password, email = 'camille@acieries.example') => browser.call('POST', '/api/v1/session', { email, password: word });
const sessionOf = (browser) => browser.cookies.get('__Host-essaim_session');
const sha256 = (text) => createHash('sha256').update(text).digest('hex');

test('security_8_over_https_the_cookie_is_bound_to_this_host_and_unseen_by_scripts', async () => {
  const browser = visitor();
  const answer = await signIn(browser);
  assert.equal(answer.status, 200, answer.text);
  for (const cookie of answer.headers['set-cookie']) {
    const [pair, ...attributes] = cookie.split('; ');
    assert.match(pair, /^__Host-/);
    const said = new Set(attributes.map((attribute) => attribute.toLowerCase()));
    for (const needed of ['path=/', 'httponly', 'secure']) assert.ok(said.has(needed), `${needed} in ${cookie}`);
    assert.ok(said.has('samesite=lax') || said.has('samesite=strict'), cookie);
    assert.ok(![...said].some((attribute) => attribute.startsWith('domain')), cookie);
  }
  // Without its prefix a neighbouring host could have planted it: it is not taken (RFC 6265bis section 4.1.3).
  const planted = visitor();
  planted.cookies.set('essaim_session', sessionOf(browser));
  await planted.refused(401, 'GET', '/me');
  const plain = server.client();
  plain.cookies.set('__Host-essaim_session', sessionOf(browser));
  await plain.refused(401, 'GET', '/me');
});

test('security_8_a_session_is_256_random_bits_of_which_only_the_hash_is_stored', async () => {
  const words = [];
  for (let at = 0; at < 6; ++at) {
    const browser = visitor();
    await signIn(browser);
    words.push(sessionOf(browser));
  }
  assert.equal(new Set(words).size, words.length);
  const bytes = words.map((word) => Buffer.from(word, 'base64url'));
  for (const one of bytes) assert.equal(one.length, 32);
  // No byte stands still in all of them: a counter, a time or a person's number would.
  for (let at = 0; at < 32; ++at) assert.ok(new Set(bytes.map((one) => one[at])).size > 1, `byte ${at} is the same in all`);
  const stored = ask(server, `select ${hexOf(server, 'token_hash')} from session`).flat();
  for (const word of words) assert.ok(stored.includes(sha256(word)), 'what is stored is the hash');
  assertUnwritten(server, Object.fromEntries(words.map((word, at) => [`session ${at}`, word])), 'Les Éclaireurs');
});

test('security_9_a_word_brought_along_is_never_adopted', async () => {
  const planted = randomBytes(32).toString('base64url');
  const browser = visitor();
  browser.cookies.set('__Host-essaim_session', planted);
  await signIn(browser);
  assert.notEqual(sessionOf(browser), planted);
  const attacker = visitor();
  attacker.cookies.set('__Host-essaim_session', planted);
  await attacker.refused(401, 'GET', '/me');
});

test('security_9_the_word_changes_with_what_it_opens_and_the_old_one_is_dead', async () => {
  const browser = visitor();
  await signIn(browser);
  const stale = [];
  const renewed = async (what, act) => {
    const before = browser.copy();
    await act();
    assert.notEqual(sessionOf(browser), sessionOf(before), what);
    stale.push([what, before]);
  };
  await renewed('signing in again', () => signIn(browser));
  await renewed('becoming a member', async () => browser.ask('POST', '/me/membership', { charter_version: (await browser.ask('GET', '/charter?language=fr')).version, language: 'fr' }));
  await renewed('changing the password', () => browser.ask('PUT', '/me/password', { current_password: password, new_password: `${password} again` }));
  await renewed('and back', () => browser.ask('PUT', '/me/password', { current_password: `${password} again`, new_password: password }));
  const last = browser.copy();
  await browser.ask('DELETE', '/session');
  stale.push(['signing out', last]);
  for (const [what, before] of stale) assert.equal((await before.get('/api/v1/me')).status, 401, `${what}: the old word is dead`);
  organisation.administrator = visitor();
  await signIn(organisation.administrator);
});

test('security_10_a_stolen_session_cannot_change_the_password_or_take_the_second_factor', async () => {
  const thief = organisation.administrator.copy();
  for (const current of [null, '', 'not this one', password.slice(0, -1)]) await thief.refused(422, 'PUT', '/me/password', { current_password: current, new_password: 'the thief’s own word' });
  for (const word of [null, '', 'not this one']) assert.ok((await thief.call('POST', '/api/v1/me/second-factor', { password: word })).status >= 400);
  assert.equal((await organisation.administrator.ask('GET', '/me')).second_factor.is_set, false);
});

test('security_11_length_is_asked_of_a_password_and_nothing_else', async () => {
  const browser = visitor();
  await signIn(browser);
  let current = password;
  const change = (fresh) => browser.call('PUT', '/api/v1/me/password', { current_password: current, new_password: fresh });
  const refused = ['', '1234567', 'seven77', '🐝'.repeat(7), 'password', 'PASSWORD1', '12345678', '1234567890', 'qwertyuiop', 'azertyuiop', 'iloveyou', 'trustno1', '11111111', '00000000', 'aaaaaaaa', '12341234', '123123123', '87654321', 'CAMILLE@ACIERIES.EXAMPLE', 'x'.repeat(1_025)];
  for (const fresh of refused) assert.equal((await change(fresh)).status, 422, `“${fresh.slice(0, 30)}” is taken`);
  const taken = ['correct horse battery', 'nur kleine buchstaben', '        blanks       ', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 'пароль из слов', '密码需要八个字', '\u0301combining', 'quotes "\'`<>;--', 'x'.repeat(200), 'y'.repeat(1_024)].filter((fresh) => [...fresh].length >= 8);
  for (const fresh of taken) {
    assert.equal((await change(fresh)).status, 204, `“${fresh.slice(0, 30)}” is refused`);
    assert.equal((await signIn(visitor(), fresh)).status, 200);
    if (fresh.length >= 200) assert.notEqual((await signIn(visitor(), `${fresh}x`)).status, 200, 'nothing is cut off');
    current = fresh;
  }
  assert.equal((await change(password)).status, 204);
  organisation.administrator = browser;
});

test('security_12_passwords_are_argon2id_each_with_its_own_salt', async () => {
  const tokens = await invite(organisation, ['awa@acieries.example', 'paul@acieries.example']);
  for (const [email, token] of Object.entries(tokens)) {
    const browser = visitor();
    await browser.ask('POST', '/invitations/answer', { token, answer: 'yes', remind_on: null });
    await browser.ask('POST', '/invitations/acceptance', { token, charter_version: (await browser.ask('GET', '/charter?language=fr')).version, language: 'fr' });
    await browser.ask('PUT', '/me/password', { current_password: null, new_password: password });
    assert.equal((await signIn(visitor(), password, email)).status, 200);
  }
  const hashes = ask(server, 'select hash from password').flat();
  assert.equal(hashes.length, 3);
  assert.equal(new Set(hashes).size, 3, 'three people, one password, three hashes');
  for (const hash of hashes) {
    const [, memory, passes, lanes, salt, digest] = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash) ?? assert.fail(hash);
    assert.ok(Number(memory) >= 19 * 1024 && Number(passes) >= 2 && Number(lanes) === 1, hash);
    assert.ok(Buffer.from(salt, 'base64').length >= 16 && Buffer.from(digest, 'base64').length >= 32, hash);
  }
  assertUnwritten(server, { 'a password': password }, 'Les Éclaireurs');
});

test('security_12_many_sign_ins_at_once_are_all_answered_and_others_are_served', async () => {
  const answers = await Promise.all([
    ...Array.from({ length: 50 }, (_, at) => signIn(visitor(), 'a wrong password', `nobody${at}@acieries.example`)),
    ...Array.from({ length: 10 }, () => server.client().get('/healthz')),
  ]);
  assert.deepEqual([...new Set(answers.slice(0, 50).map(({ status }) => status))], [401]);
  assert.deepEqual([...new Set(answers.slice(50).map(({ status }) => status))], [200]);
});

test('security_13_one_account_is_guarded_against_many_addresses_and_one_address_against_many_accounts', async () => {
  const tries = [];
  for (let at = 0; at < 7; ++at) tries.push(await signIn(visitor(), `guess ${at} of many`, 'paul@acieries.example'));
  assert.deepEqual(tries.map(({ status }) => status), [401, 401, 401, 401, 401, 429, 429], 'five are free, from wherever they come');
  assert.ok(Number(tries[5].headers['retry-after']) >= 1);
  const right = await signIn(visitor(), password, 'paul@acieries.example');
  assert.equal(right.status, 429, 'the right word opens nothing while the account waits');
  assert.equal((await signIn(visitor(), password, 'awa@acieries.example')).status, 200, 'a colleague is not locked out');

  const one = visitor();
  const spray = [];
  for (let at = 0; at < 22; ++at) spray.push(await one.copy().call('POST', '/api/v1/sign-in-links/redemption', { token: `${at}` }));
  assert.equal(spray.findIndex(({ status }) => status === 429), 20, 'twenty a minute');
  assert.ok(Number(spray[21].headers['retry-after']) >= 1);
  assert.equal((await signIn(one.copy(), password, 'awa@acieries.example')).status, 429, 'all doors count together');
  assert.equal((await signIn(visitor(), password, 'awa@acieries.example')).status, 200);
});

test('security_13_an_address_that_a_visitor_makes_up_is_not_believed', async () => {
  const plain = await startServer(); // no trusted proxy
  try {
    const statuses = [];
    for (let at = 0; at < 22; ++at) {
      const answer = await plain.client({ 'x-forwarded-for': `203.0.113.${at}`, forwarded: `for=203.0.113.${at}`, 'x-real-ip': `203.0.113.${at}`, 'true-client-ip': `203.0.113.${at}` }).call('POST', '/api/v1/sign-in-links/redemption', { token: 'x' });
      statuses.push(answer.status);
    }
    assert.equal(statuses.indexOf(429), 20, 'still one address');
  } finally {
    await plain.stop();
  }
  // Through a trusted proxy the last word is the proxy's own: what stands before it came from the visitor.
  const chain = [];
  for (let at = 0; at < 22; ++at) chain.push((await server.client({ 'x-forwarded-for': `203.0.113.${at}, 198.51.100.250`, 'x-forwarded-proto': 'https' }).call('POST', '/api/v1/sign-in-links/redemption', { token: 'x' })).status);
  assert.equal(chain.indexOf(429), 20, 'the hop before the last is hearsay');
});

test('security_13_asking_for_a_link_is_limited_and_never_says_so', async () => {
  const answers = [];
  for (let at = 0; at < 6; ++at) answers.push(await visitor().call('POST', '/api/v1/sign-in-links', { email: 'lea@acieries.example' }));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [202]);
  assert.deepEqual(new Set(answers.map(({ text }) => text)).size, 1);
  await eventually('three letters came', () => organisation.mailbox.to('lea@acieries.example').length >= 3);
  // A letter to somebody else, asked for afterwards, is the proof that no fourth one is on its way.
  await visitor().ask('POST', '/sign-in-links', { email: 'ed@acieries.example' });
  await organisation.mailbox.next('ed@acieries.example', /\/sign-in\/link#/);
  assert.equal(organisation.mailbox.to('lea@acieries.example').length, 3, 'three an hour');
});

test('security_14_every_link_is_256_bits_works_once_and_only_its_hash_is_stored', async () => {
  const browser = visitor();
  await browser.ask('POST', '/sign-in-links', { email: 'camille@acieries.example' });
  const link = tokenIn(await organisation.mailbox.next('camille@acieries.example', /\/sign-in\/link#/), '/sign-in/link');
  const settings = await organisation.administrator.ask('GET', '/settings');
  await organisation.administrator.ask('PUT', '/settings', { ...settings, mail_domains: ['acieries.example'] });
  const newcomer = visitor();
  await newcomer.ask('POST', '/join-requests', { email: 'newcomer@acieries.example', language: 'fr' });
  const joining = tokenIn(await organisation.mailbox.next('newcomer@acieries.example', /\/join\/confirm#/), '/join/confirm');
  const person = await findPerson(organisation.administrator, 'p3@acieries.example');
  const made = await organisation.administrator.ask('POST', `/people/${person.id}/invitation-link`);
  const invitation = (made.url ?? made.link ?? JSON.stringify(made)).match(/#([\w-]+)/)[1];
  const setup = await server.setupToken();
  const words = { 'a sign-in link': link, 'a link to join': joining, 'an invitation': invitation };
  for (const [what, word] of Object.entries({ ...words, 'the set-up link': setup })) assert.equal(Buffer.from(word, 'base64url').length, 32, what);
  assertUnwritten(server, words, 'Les Éclaireurs');

  await browser.ask('POST', '/sign-in-links/redemption', { token: link });
  await browser.copy().refused(401, 'POST', '/sign-in-links/redemption', { token: link });
  // A link opens the door that it was made for, and no other.
  await newcomer.copy().refused(401, 'POST', '/sign-in-links/redemption', { token: joining });
  await newcomer.ask('POST', '/join-requests/redemption', { token: joining, name: 'Nour Neuve' });
  await newcomer.copy().refused(401, 'POST', '/join-requests/redemption', { token: joining, name: 'Nour Neuve' });
  const again = await visitor().call('POST', '/api/v1/setup', { token: setup, organisation_name: 'X', programme_name: 'Y', language: 'en', name: 'Z', email: 'z@evil.example', password });
  assert.equal(again.status, 409);
});

test('security_14_a_link_ends_within_its_hour_its_day_or_its_week', async () => {
  const hour = 3_600_000;
  const lives = { sign_in_link: hour, setup_link: 24 * hour, invitation: 7 * 24 * hour };
  for (const [table, life] of Object.entries(lives)) {
    const rows = ask(server, `select ends_at - made_at from ${table}`).flat().map(Number);
    assert.ok(rows.length > 0, table);
    for (const row of rows) assert.ok(row > 0 && row <= life, `${table}: ${row} ms`);
  }

  const browser = visitor();
  await browser.ask('POST', '/sign-in-links', { email: 'camille@acieries.example' });
  const token = tokenIn(await organisation.mailbox.next('camille@acieries.example', /\/sign-in\/link#/), '/sign-in/link');
  ask(server, `update sign_in_link set ends_at = made_at where used_at is null`);
  await browser.refused(401, 'POST', '/sign-in-links/redemption', { token });
});

test('security_14_whoever_reads_the_database_cannot_sign_in_with_it', async () => {
  const browser = visitor();
  await browser.ask('POST', '/sign-in-links', { email: 'camille@acieries.example' });
  await organisation.mailbox.next('camille@acieries.example', /\/sign-in\/link#/);
  const found = [
    ...ask(server, `select ${hexOf(server, 'token_hash')} from session`), ...ask(server, `select ${hexOf(server, 'token_hash')} from sign_in_link`),
    ...ask(server, `select ${hexOf(server, 'token_hash')} from invitation`), ...ask(server, `select ${hexOf(server, 'browser_hash')} from known_browser`),
  ].flat();
  assert.ok(found.length > 5);
  for (const hex of found) {
    for (const word of [hex, Buffer.from(hex, 'hex').toString('base64url'), Buffer.from(hex, 'hex').toString('base64')]) {
      const thief = visitor();
      thief.cookies.set('__Host-essaim_session', word);
      await thief.refused(401, 'GET', '/me');
      const redeemed = await browser.copy().call('POST', '/api/v1/sign-in-links/redemption', { token: word }, { headers: { 'x-forwarded-for': `192.0.2.${++visitors % 250}` } });
      assert.equal(redeemed.status, 401);
      const view = await thief.call('POST', '/api/v1/invitations/view', { token: word });
      assert.equal(view.body.state ?? 'expired', 'expired', view.text); // or 429: slowed down
    }
  }
  for (const [hash] of ask(server, 'select hash from password')) assert.equal((await signIn(visitor(), hash)).status, 401);
});
