// What a browser is told and what another site's page may do (security.md 20 to 23): on every kind of answer, also on
// the ones that no route gives.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { fill, routes } from '../scenarios/lib/contract.mjs';
import { openCompany } from '../scenarios/lib/organisation.mjs';
import { exchange } from '../scenarios/lib/raw.mjs';
import { eventually } from '../scenarios/lib/server.mjs';
import { ask } from './lib/stores.mjs';
import { picture } from './lib/pictures.mjs';
import { publish, shareInput } from './lib/stories.mjs';

const all = routes();
const reading = all.filter(({ method, path }) => method === 'GET' && !path.endsWith('/events'));
let company, server, story, share, media;
before(async () => {
  company = await openCompany({ config: { trusted_proxies: '127.0.0.1' } });
  server = company.server;
  story = await publish(company.ed);
  share = (await company.awa.once('POST', '/shares', shareInput(story))).share;
  media = await company.ed.ask('POST', '/media', picture(), { type: 'image/png' });
});
after(() => company?.close());
const foreign = ['https://evil.example', 'null', 'file://', 'http://localhost', 'https://127.0.0.1', 'http://127.0.0.1', 'chrome-extension://abc'];
const origins = () => [...foreign, `${server.url}.evil.example`, server.url.replace('127.0.0.1', 'evil-127.0.0.1'), `${server.url}@evil.example`, server.url.replace(/\d+$/, '1'), `https://evil.example/${server.url}`];

/** Each kind of answer that leaves the server: a name and how it is asked for. */
const answers = () => ({
  'the app': () => server.client().get('/'),
  'a page of the app': () => server.client().get('/sign-in'),
  'a page with a query': () => server.client().get('/sign-in?next=%22%3E%3Cscript%3E'),
  'a file of the app': async () => server.client().get(/(?:href|src)="(\/_app\/[^"]+)"/.exec((await server.client().get('/')).text)?.[1] ?? '/favicon.ico'),
  'no file of the app': () => server.client().get('/_app/none.js'),
  'an upload': () => company.awa.get(new URL(media.url, server.url).pathname),
  'the organisation’s colour': () => server.client().get('/brand.css'),
  'the manifest': () => server.client().get('/manifest.webmanifest'),
  'no mark': () => server.client().get('/brand/none.png'),
  'no upload': () => company.awa.get('/media/none'),
  'an answer of the API': () => company.awa.get('/api/v1/me'),
  'a table': () => company.awa.get('/api/v1/influence.csv'),
  'a file of one’s own data': () => company.awa.get('/api/v1/me/export'),
  'nobody signed in': () => server.client().get('/api/v1/me'),
  'not there': () => server.client().get('/api/v1/none'),
  'another method': () => server.client().call('PATCH', '/api/v1/me'),
  'another method on the app': () => server.client().post('/', {}),
  'a foreign page': () => server.client().post('/api/v1/session', {}, { headers: { origin: 'https://evil.example' } }),
  'a broken body': () => server.client().call('POST', '/api/v1/session', '{', { type: 'application/json' }),
  'another host': () => server.client().get('/', { headers: { host: 'evil.example' } }),
  'health': () => server.client().get('/healthz'),
  'metrics, which are elsewhere': () => server.client().get('/metrics'),
  'a link': () => server.client().get(new URL(share.link).pathname),
  'no link': () => server.client().get('/r/none'),
  'a link, posted to': () => server.client().post('/r/none', {}),
  'what the door refuses': () => raw(`GET / HTTP/1.1\r\n\r\n`),
  'too long': () => raw(`GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\n\r\n`),
  'too large': () => raw(`POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nContent-Length: 900000000\r\n\r\n`),
});
async function raw(bytes) {
  const { text } = await exchange(server.port, bytes);
  const [head, body = ''] = text.split('\r\n\r\n');
  const headers = Object.fromEntries(head.split('\r\n').slice(1).map((line) => [line.split(':')[0].toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
  return { status: Number(/ (\d{3})/.exec(head)?.[1]), headers, text: body };
}

test('security_20_a_foreign_page_can_make_a_browser_do_nothing', async () => {
  const writing = all.filter(({ method }) => method !== 'GET');
  const before = ask(server, 'select count(*) from audit').flat()[0];
  for (const route of writing) {
    // What a form, an image or a no-cors fetch can send: our cookies, a simple content type, no header of ours.
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
      const answer = await company.administrator.copy().call(route.method, fill(route.path), '{}', { type, headers: { 'x-essaim': null, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' } });
      assert.equal(answer.body.code, 'request.foreign_origin', `${route.method} ${route.path}`);
    }
    for (const origin of origins()) {
      const answer = await company.administrator.copy().call(route.method, fill(route.path), undefined, { headers: { origin } });
      assert.equal(answer.body.code, 'request.foreign_origin', `${route.method} ${route.path} from ${origin}`);
    }
  }
  assert.equal(ask(server, 'select count(*) from audit').flat()[0], before, 'and nothing was done');
});

test('security_20_reading_changes_nothing', async () => {
  const tables = ask(server, server.database ? `select tablename from pg_tables where schemaname = 'public'` : `select name from sqlite_master where type = 'table'`).flat();
  // Today's five are chosen when they are first read, a sight of a session is kept by the hour, and who read about persons
  // stands in the access log: none is an act.
  const told = (name) => !/^(today_|session$|access_line$|sqlite_|story_search)/.test(name);
  for (const caller of [company.awa, company.administrator]) await caller.copy().get('/api/v1/today');
  const state = () => Object.fromEntries(tables.filter(told).map((name) => [name, ask(server, `select * from ${name}`).map((row) => row.join('|')).sort().join('\n')]));
  const before = state();
  assert.ok(Object.keys(before).length > 25 && before.person.length > 100);
  for (const route of reading) {
    for (const caller of [company.awa, company.ed, company.lea, company.administrator, server.client()]) {
      const path = route.path.replaceAll(/\{\w+\}/g, () => (route.path.includes('/shares/') ? share.id : story.id));
      for (const headers of [{}, { 'x-http-method-override': 'DELETE' }]) await caller.copy().get(path, { headers });
      await caller.copy().call('HEAD', path);
    }
  }
  const after = state();
  for (const name of Object.keys(before)) assert.equal(after[name], before[name], `reading changed ${name}`);
});

test('security_21_a_page_runs_its_own_scripts_only', async () => {
  let pages = 0;
  for (const [what, get] of Object.entries(answers())) {
    const answer = await get();
    if (!/^text\/html/.test(answer.headers['content-type'] ?? '')) continue;
    pages += 1;
    const policy = Object.fromEntries((answer.headers['content-security-policy'] ?? '').split(';').map((part) => part.trim().split(/\s+/)).map(([name, ...values]) => [name, values]));
    assert.deepEqual(policy['default-src'], ["'none'"], `${what}: ${answer.headers['content-security-policy']}`);
    for (const directive of ['base-uri', 'frame-ancestors']) assert.deepEqual(policy[directive], ["'none'"], `${what}: ${directive}`);
    assert.ok(["'none'", "'self'"].includes(policy['form-action']?.[0]), `${what}: form-action`);
    assert.deepEqual(policy['object-src'] ?? ["'none'"], ["'none'"], what);
    for (const [directive, values] of Object.entries(policy)) {
      for (const value of values) {
        // Hashes of style attributes name each of them; a script in an attribute has no such way in.
        assert.ok(value !== "'unsafe-hashes'" || directive === 'style-src-attr', `${what}: ${directive} ${value}`);
        assert.ok(!["'unsafe-inline'", "'unsafe-eval'", '*', 'http:', 'https:'].includes(value), `${what}: ${directive} ${value}`);
        if (/script|default/.test(directive)) assert.match(value, /^'(none|self|strict-dynamic|wasm-unsafe-eval|sha(256|384|512)-[\w+/=]+|nonce-[\w+/=-]+)'$/, `${what}: ${directive} ${value}`);
      }
    }
    // Each inline script or style of the page is named by its hash; no handler stands in an attribute.
    for (const [, tag, attributes, content] of answer.text.matchAll(/<(script|style)\b([^>]*)>([\s\S]*?)<\/\1>/g)) {
      if (/\bsrc=/.test(attributes)) continue;
      const hash = `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
      assert.ok(policy[`${tag}-src`]?.includes(hash), `${what}: an inline ${tag} that the policy does not name`);
    }
    assert.doesNotMatch(answer.text, /<[^>]+\son\w+\s*=|javascript:/i, what);
  }
  assert.ok(pages >= 3, `${pages} pages`);
});

test('security_22_every_answer_carries_its_headers', async () => {
  for (const [what, get] of Object.entries(answers())) {
    const { status, headers, text } = await get();
    const where = `${what} (${status})`;
    if (status !== 302) {
      assert.equal(headers['x-content-type-options'], 'nosniff', where);
      assert.match(headers['content-security-policy'] ?? '', /frame-ancestors 'none'|default-src 'none'; sandbox/, where);
      assert.ok(['no-referrer', 'strict-origin-when-cross-origin', 'same-origin'].includes(headers['referrer-policy']), `${where}: Referrer-Policy`);
    }
    assert.equal(headers.server, undefined, where);
    assert.equal(headers['x-powered-by'], undefined, where);
    if (text) assert.match(headers['content-type'] ?? '', /charset=utf-8|json|image\/|font\//, `${where}: ${headers['content-type']}`);
    const shared = ['the app', 'a page of the app', 'a page with a query', 'a file of the app', 'an upload', 'the organisation’s colour', 'the manifest'].includes(what);
    if (!shared && ![204, 405].includes(status)) assert.match(headers['cache-control'] ?? '', /no-store/, `${where}: Cache-Control`);
  }
});

test('security_22_behind_tls_a_year_of_https_is_asked_for', async () => {
  const secure = server.client({ 'x-forwarded-proto': 'https', 'x-forwarded-for': '198.51.100.7' });
  for (const path of ['/', '/api/v1/programme', '/api/v1/me', '/api/v1/none', '/healthz', '/_app/none.js']) {
    const { headers } = await secure.get(path);
    assert.ok(Number(/max-age=(\d+)/.exec(headers['strict-transport-security'])?.[1]) >= 31_536_000, path);
  }
  assert.equal((await server.client().get('/')).headers['strict-transport-security'], undefined, 'not over plain HTTP (RFC 6797 section 7.2)');
});

test('security_23_no_other_origin_reads_an_answer', async () => {
  const paths = ['/', '/healthz', '/_app/none.js', new URL(share.link).pathname, '/r/none', new URL(media.url, server.url).pathname, ...reading.map(({ path }) => fill(path))];
  for (const path of paths) {
    for (const origin of origins()) {
      const plain = await company.awa.copy().get(path, { headers: { origin } });
      const asked = await company.awa.copy().call('OPTIONS', path, undefined, { headers: { origin, 'x-essaim': null, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-essaim, content-type' } });
      for (const { headers } of [plain, asked]) for (const name of Object.keys(headers)) assert.doesNotMatch(name, /^access-control-/, `${path} for ${origin}`);
    }
  }
});

test('security_37_a_live_stream_is_one_person’s_has_a_cap_and_no_other_origin_reads_it', async () => {
  const cookie = [...company.paul.cookies].map((pair) => pair.join('=')).join('; ');
  const open = (headers = {}) => fetch(`${server.url}/api/v1/events`, { headers: { cookie, accept: 'text/event-stream', ...headers } });
  const streams = [];
  for (let at = 0; at < 4; ++at) streams.push(await open({ origin: 'https://evil.example' }));
  for (const stream of streams) {
    assert.equal(stream.status, 200);
    for (const name of stream.headers.keys()) assert.doesNotMatch(name, /^access-control-/);
    assert.match(stream.headers.get('cache-control'), /no-store/);
  }
  const fifth = await open();
  assert.equal(fifth.status, 429);
  assert.ok(Number(fifth.headers.get('retry-after')) >= 1, 'and says when to come back');
  await streams[0].body.cancel();
  const again = await eventually('one that left makes room', async () => {
    const stream = await open();
    return stream.status === 200 ? stream : (await stream.body.cancel(), null);
  });
  for (const stream of [...streams.slice(1), again]) await stream.body.cancel();
});

test('security_37_a_stream_ends_with_its_session', async () => {
  const ends = {
    'signing out': (browser) => browser.ask('DELETE', '/session'),
    'an administrator who changes the roles': async () => {
      const { items } = await company.administrator.ask('GET', '/people?query=lea');
      await company.administrator.ask('PUT', `/people/${items[0].id}/roles`, { roles: [] });
    },
    'leaving': (browser) => browser.ask('DELETE', '/me/membership', { confirm: true }),
  };
  const people = { 'signing out': company.awa, 'an administrator who changes the roles': company.lea, leaving: company.paul };
  for (const [what, act] of Object.entries(ends)) {
    const browser = people[what];
    const stream = await fetch(`${server.url}/api/v1/events`, { headers: { cookie: [...browser.cookies].map((pair) => pair.join('=')).join('; '), accept: 'text/event-stream' } });
    assert.equal(stream.status, 200, what);
    const ended = stream.text();
    await act(browser);
    assert.doesNotMatch(await ended, /event: changed/, `${what}: nothing is told after it`);
  }
});
