// Setting up once, signing in and out, by password and by mail link: no default account, no enumeration, throttled,
// sessions that end when they are ended.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { tokenIn } from './lib/mailbox.mjs';
import { openOrganisation, password } from './lib/organisation.mjs';
import { engine, startServer } from './lib/server.mjs';

let organisation;
before(async () => { organisation = await openOrganisation(); });
after(() => organisation?.close());

const setUp = (token) => ({ token, organisation_name: 'X', programme_name: 'Y', language: 'en', name: 'Z', email: 'z@acieries.example', password });

test('without demo data there is no account, and the printed link makes the first one, once', async () => {
  const server = await startServer();
  try {
    const programme = await server.client().ask('GET', '/programme');
    assert.equal(programme.set_up, false);
    assert.equal(programme.demo, false);
    assert.deepEqual(programme.demo_logins, []);
    const token = await server.setupToken();
    assert.ok(token.length >= 22, 'at least 128 bits');
    for (const wrong of ['', 'x', token.slice(0, -1), `${token}x`, token.toUpperCase() === token ? token.toLowerCase() : token.toUpperCase()]) {
      const answer = await server.client().call('POST', '/api/v1/setup', setUp(wrong));
      assert.ok(answer.status >= 400 && answer.status < 500, `token “${wrong}”: ${answer.status}`);
    }
    for (const weak of ['short', 'password', '12345678', 'azertyuiop']) await server.client().refused(422, 'POST', '/setup', { ...setUp(token), password: weak });
    const browser = server.client();
    const live = async (word) => (await server.client().ask('POST', '/setup/view', { token: word })).state;
    assert.deepEqual([await live(token), await live(`${token}x`)], ['open', 'ended'], 'the page says at once whether the link lives');
    const me = await browser.ask('POST', '/setup', setUp(token));
    assert.ok(me.roles.includes('administrator'));
    assert.equal((await browser.ask('GET', '/me')).email, 'z@acieries.example');
    assert.equal((await server.client().ask('GET', '/programme')).set_up, true);
    assert.equal(await live(token), 'ended');
    const again = await server.client().call('POST', '/api/v1/setup', setUp(token));
    assert.deepEqual([again.status, again.body.code, again.body.title], [409, 'setup.link_ended', 'Conflict']);
    assert.ok(again.status >= 400 && again.status < 500);
    await server.halt();
    const second = await startServer({ folder: server.folder, database: server.database });
    assert.doesNotMatch(second.output(), /setup#/, 'no second link is printed');
    await second.stop();
  } finally {
    await server.stop();
  }
});

test('signing in: the right password, in and out, and the old cookie is dead', async () => {
  const browser = organisation.server.client();
  const answer = await browser.call('POST', '/api/v1/session', { email: 'CAMILLE@acieries.example', password });
  assert.equal(answer.status, 200, answer.text);
  const cookie = answer.headers['set-cookie'].find((line) => !/max-age=0/i.test(line));
  assert.match(cookie, /HttpOnly/i);
  assert.match(cookie, /SameSite=(Lax|Strict)/i);
  assert.match(cookie, /Path=\//i);
  assert.doesNotMatch(cookie, /Domain=/i);
  const thief = browser.copy();
  const out = await browser.call('DELETE', '/api/v1/session');
  assert.equal(out.status, 204);
  assert.match(out.headers['clear-site-data'] ?? '', /"(cookies|storage|\*)"/);
  await browser.refused(401, 'GET', '/me');
  await thief.refused(401, 'GET', '/me');
});

test('a session id given beforehand is not taken over (fixation)', async () => {
  const first = organisation.server.client();
  await first.ask('POST', '/session', { email: 'camille@acieries.example', password });
  const before = [...first.cookies.values()].join();
  await first.ask('POST', '/session', { email: 'camille@acieries.example', password });
  assert.notEqual([...first.cookies.values()].join(), before);
});

test('the cookie stands in no file', async () => {
  const browser = organisation.server.client();
  await browser.ask('POST', '/session', { email: 'camille@acieries.example', password });
  const secrets = [...browser.cookies.values()].filter((value) => value.length >= 16);
  assert.ok(secrets.length > 0);
  const look = (folder) => readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? look(path) : [path];
  });
  for (const path of look(organisation.server.folder)) {
    const bytes = readFileSync(path);
    for (const secret of secrets) assert.ok(!bytes.includes(secret), `${path} holds a session's secret`);
    assert.ok(!bytes.includes(password), `${path} holds a password`);
  }
  assert.ok(!organisation.server.output().includes(password));
  assert.ok(engine === 'postgres' || look(organisation.server.folder).length > 1);
});

test('who exists cannot be told from the answers', async () => {
  const browser = organisation.server.client();
  const mask = (answer) => JSON.stringify({ status: answer.status, body: { ...answer.body, request_id: '' }, headers: Object.keys(answer.headers).sort() });
  const wrong = await browser.call('POST', '/api/v1/session', { email: 'camille@acieries.example', password: 'not this one at all' });
  const nobody = await browser.call('POST', '/api/v1/session', { email: 'nobody@acieries.example', password: 'not this one at all' });
  assert.equal(wrong.status, 401);
  assert.equal(mask(wrong), mask(nobody));
  const sent = await browser.call('POST', '/api/v1/sign-in-links', { email: 'camille@acieries.example' });
  const unsent = await organisation.server.client().call('POST', '/api/v1/sign-in-links', { email: 'nobody@acieries.example' });
  assert.equal(sent.status, 202);
  assert.equal(mask(sent), mask(unsent));
  await organisation.mailbox.next('camille@acieries.example', /\/sign-in\/link#/);
  assert.equal(organisation.mailbox.to('nobody@acieries.example').length, 0);
});

test('a mail link signs in only the browser that asked, only on POST, only once', async () => {
  const browser = organisation.server.client();
  await browser.ask('POST', '/sign-in-links', { email: 'camille@acieries.example' });
  const mail = await organisation.mailbox.next('camille@acieries.example', /\/sign-in\/link#/);
  const token = tokenIn(mail, '/sign-in/link');
  // A mail scanner opens the page: the secret is behind the #, so the page alone does nothing.
  assert.equal((await organisation.server.client().get('/sign-in/link')).status, 200);
  const other = await organisation.server.client().call('POST', '/api/v1/sign-in-links/redemption', { token });
  assert.ok(other.status >= 400 && other.status < 500, `another browser: ${other.status}`);
  const me = await browser.ask('POST', '/sign-in-links/redemption', { token });
  assert.equal(me.email, 'camille@acieries.example');
  const again = await browser.copy().call('POST', '/api/v1/sign-in-links/redemption', { token });
  assert.ok(again.status >= 400 && again.status < 500, 'once');
});

test('sessions are listed and ended one by one; a changed password ends the others', async () => {
  const one = organisation.server.client({ 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0' });
  const two = organisation.server.client();
  await one.ask('POST', '/session', { email: 'camille@acieries.example', password });
  await two.ask('POST', '/session', { email: 'camille@acieries.example', password });
  const sessions = await one.ask('GET', '/me/sessions');
  assert.ok(sessions.length >= 2);
  assert.equal(sessions.filter((session) => session.current).length, 1);
  assert.ok(sessions.some((session) => /firefox/i.test(session.browser)));
  const mine = (await two.ask('GET', '/me/sessions')).find((session) => session.current);
  await one.ask('DELETE', `/me/sessions/${mine.id}`);
  await two.refused(401, 'GET', '/me');
  const three = organisation.server.client();
  await three.ask('POST', '/session', { email: 'camille@acieries.example', password });
  const wrong = await one.call('PUT', '/api/v1/me/password', { current_password: 'wrong password', new_password: 'another long password 7' });
  assert.ok(wrong.status >= 400 && wrong.status < 500);
  await one.ask('PUT', '/me/password', { current_password: password, new_password: 'another long password 7' });
  await three.refused(401, 'GET', '/me');
  await one.ask('GET', '/me');
  await one.ask('PUT', '/me/password', { current_password: 'another long password 7', new_password: password });
});

test('long passwords and emoji are taken whole', async () => {
  const own = await openOrganisation(); // of its own, because the throttle counts every try
  try {
    for (const next of ['🐝'.repeat(12), 'x'.repeat(200)]) {
      await own.administrator.ask('PUT', '/me/password', { current_password: password, new_password: next });
      await own.server.client().ask('POST', '/session', { email: 'camille@acieries.example', password: next });
      await own.server.client().refused(401, 'POST', '/session', { email: 'camille@acieries.example', password: [...next].slice(0, -1).join('') });
      await own.administrator.ask('PUT', '/me/password', { current_password: next, new_password: password });
    }
  } finally {
    await own.close();
  }
});

// Last, because it fills the throttle of this address.
test('guessing is slowed down, with Retry-After, and one account does not lock another out for long', async () => {
  let stopped = null;
  for (let tries = 0; tries < 40 && !stopped; ++tries) {
    const answer = await organisation.server.client().call('POST', '/api/v1/session', { email: 'camille@acieries.example', password: `guess number ${tries}` });
    if (answer.status === 429) stopped = answer;
    else assert.equal(answer.status, 401);
  }
  assert.ok(stopped, 'forty guesses are too many');
  assert.equal(stopped.body.code, 'session.too_many');
  assert.ok(Number(stopped.headers['retry-after']) > 0);
  const health = await organisation.server.client().get('/healthz');
  assert.equal(health.status, 200);
});
