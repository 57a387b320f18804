// How much anybody may ask for (security.md 31): pages, bodies and tries have an end, and the answer says when to come
// again.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fill, routes } from '../scenarios/lib/contract.mjs';
import { openCompany } from '../scenarios/lib/organisation.mjs';
import { exchange, statusOf } from '../scenarios/lib/raw.mjs';
import { publish } from './lib/stories.mjs';

const all = routes();
let company, server, story;
before(async () => {
  company = await openCompany();
  server = company.server;
  story = await publish(company.ed);
});
after(() => company?.close());

test('security_31_a_page_has_a_hundred_lines_at_most', async () => {
  const paged = all.filter(({ method, query }) => method === 'GET' && query.includes('limit'));
  assert.ok(paged.length >= 4, `${paged.length} lists`);
  for (const { path } of paged) {
    const caller = /people/.test(path) ? company.administrator : company.lea;
    for (const limit of ['1000000000', '101', '0', '-1', '1e9', '99999999999999999999', '0x10', '5;5', 'all', '٣']) {
      const answer = await caller.get(`${path}?limit=${encodeURIComponent(limit)}`);
      assert.equal(answer.status, 422, `${path}?limit=${limit}: ${answer.status}`);
      assert.equal(answer.body.errors[0].pointer, '?limit');
    }
    for (const cursor of ['', 'x', '%00', 'a'.repeat(5_000), '-1', 'null', Buffer.from('1\n').toString('base64url')]) assert.ok((await caller.get(`${path}?limit=1&cursor=${cursor}`)).status < 500, `${path} from ${cursor}`);
    const all100 = await caller.get(`${path}?limit=100`);
    assert.ok(all100.body.items.length <= 100);
  }
});

test('security_31_a_body_beyond_its_limit_is_refused_before_it_is_read', async () => {
  const head = (route, length) => `${route.method} ${fill(route.path)} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-Essaim: 1\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{`;
  const larger = { '/api/v1/people/import-previews': 64 << 20, '/api/v1/media': 24 << 20, '/api/v1/sources/opml': 4 << 20 };
  const answers = await Promise.all(all.filter(({ method }) => method !== 'GET').map(async (route) => {
    const limit = larger[route.path] ?? 1 << 20;
    return [`${route.method} ${route.path}`, statusOf((await exchange(server.port, head(route, limit + 1))).text)];
  }));
  for (const [where, status] of answers) assert.equal(status, 413, where);
  // In pieces that name no length the limit is the same.
  const piece = `${(64 << 10).toString(16)}\r\n${'x'.repeat(64 << 10)}\r\n`;
  const chunked = await exchange(server.port, `POST /api/v1/session HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nX-Essaim: 1\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${piece.repeat(17)}`);
  assert.equal(statusOf(chunked.text), 413, chunked.text.slice(0, 200));
});

test('security_31_whoever_asks_too_often_is_told_when_to_come_again', async () => {
  const ways = {
    'searching, 60 a minute': [61, () => company.paul.get('/api/v1/stories?query=four')],
    'the originality of a text, 60 an hour': [61, () => company.paul.call('POST', '/api/v1/originality', { story_id: story.id, text: 'Un texte à moi.' })],
    'reading an address, 30 a minute': [31, () => company.ed.call('POST', '/api/v1/unfurl', { address: 'http://10.0.0.1/' }, { allow5xx: true })],
    'opening the door, 20 a minute': [21, () => server.client().call('POST', '/api/v1/sign-in-links/redemption', { token: 'x' })],
    'reading invitations': [200, () => server.client().call('POST', '/api/v1/invitations/view', { token: 'x' })],
  };
  for (const [what, [most, call]] of Object.entries(ways)) {
    let stopped = null;
    for (let at = 0; at < most && !stopped; ++at) {
      const answer = await call();
      if (answer.status === 429) stopped = answer;
    }
    assert.ok(stopped, `${what} has no end after ${most}`);
    assert.ok(Number(stopped.headers['retry-after']) >= 1, `${what} says when: ${JSON.stringify(stopped.headers)}`);
    assert.match(stopped.headers['content-type'], /^application\/problem\+json/);
  }
  assert.equal((await company.awa.get('/api/v1/stories?query=four')).status, 200, 'one person’s haste is not another’s');
  assert.equal((await company.paul.get('/api/v1/me')).status, 200, 'and closes no other door');
});
