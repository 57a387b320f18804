// Broken HTTP on a raw socket (RFC 9112): refused with 400, 405, 413, 414, 417, 421, 431 or a closed connection, never
// a 5xx, never a second request smuggled in, and the server goes on.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { exchange, statusOf } from './lib/raw.mjs';
import { startServer } from './lib/server.mjs';

let server;
before(async () => { server = await startServer(); });
after(async () => {
  const { code } = (await server?.stop()) ?? {};
  assert.equal(code, 0, 'it stops by itself when asked');
});

const host = () => `Host: 127.0.0.1:${server.port}\r\n`;

/** What must be refused, and how many answers may come: more than one would be a smuggled request. */
const broken = {
  'Content-Length beside Transfer-Encoding': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /smuggled HTTP/1.1\r\n${host()}\r\n`,
  'two different Content-Lengths': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde`,
  'Content-Length in a list': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Length: 4, 5\r\n\r\nabcde`,
  'a negative Content-Length': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Length: -1\r\n\r\n`,
  'a Content-Length with a plus': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Length: +4\r\n\r\nabcd`,
  'a Content-Length beyond 64 bits': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Length: 99999999999999999999999\r\n\r\n`,
  'an unknown transfer coding': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Transfer-Encoding: gzip, identity\r\n\r\n`,
  'a transfer coding in disguise': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
  'a chunk size that is no number': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n`,
  'a chunk size beyond 64 bits': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\n`,
  'a chunk longer than it says': () => `POST /api/v1/session HTTP/1.1\r\n${host()}Transfer-Encoding: chunked\r\n\r\n2\r\nabcdef\r\n0\r\n\r\n`,
  'a folded header': () => `GET / HTTP/1.1\r\n${host()}X-A: 1\r\n folded\r\n\r\n`,
  'a bare line feed': () => `GET / HTTP/1.1\n${host()}\n`,
  'a space before the colon': () => `GET / HTTP/1.1\r\n${host()}X-A : 1\r\n\r\n`,
  'a header without a name': () => `GET / HTTP/1.1\r\n${host()}: 1\r\n\r\n`,
  'a NUL in a header': () => `GET / HTTP/1.1\r\n${host()}X-A: a\0b\r\n\r\n`,
  'a control character in a header': () => `GET / HTTP/1.1\r\n${host()}X-A: a\x01b\r\n\r\n`,
  'no Host': () => 'GET / HTTP/1.1\r\n\r\n',
  'two Hosts': () => `GET / HTTP/1.1\r\n${host()}Host: evil.example\r\n\r\n`,
  'no version': () => `GET /\r\n${host()}\r\n`,
  'an unknown version': () => `GET / HTTP/9.9\r\n${host()}\r\n`,
  'a lower case version': () => `GET / http/1.1\r\n${host()}\r\n`,
  'two spaces in the request line': () => `GET  /  HTTP/1.1\r\n${host()}\r\n`,
  'a method with a bracket': () => `GE(T / HTTP/1.1\r\n${host()}\r\n`,
  'a target with a space': () => `GET /a b HTTP/1.1\r\n${host()}\r\n`,
  'a target with a control character': () => `GET /a\x7fb HTTP/1.1\r\n${host()}\r\n`,
  'a TLS hello': () => Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03, 0x0d, 0x0a, 0x0d, 0x0a]),
  'HTTP/2 by prior knowledge': () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
  'nothing but line ends': () => '\r\n'.repeat(50) + 'x\r\n\r\n',
  'a head of 200 KiB': () => `GET / HTTP/1.1\r\n${host()}X-A: ${'a'.repeat(200 * 1024)}\r\n\r\n`,
  'ten thousand headers': () => `GET / HTTP/1.1\r\n${host()}${'X-A: 1\r\n'.repeat(10_000)}\r\n`,
  'a request line of 100 KiB': () => `GET /${'a'.repeat(100 * 1024)} HTTP/1.1\r\n${host()}\r\n`,
  TRACE: () => `TRACE / HTTP/1.1\r\n${host()}\r\n`,
  CONNECT: () => `CONNECT 127.0.0.1:22 HTTP/1.1\r\n${host()}\r\n`,
};

describe('broken HTTP is refused', () => {
  for (const [name, bytes] of Object.entries(broken)) {
    test(`refused: ${name}`, async () => {
      const { text, closed } = await exchange(server.port, bytes());
      const status = statusOf(text);
      assert.ok(text === '' ? closed : status >= 400 && status < 500, `answered ${text.slice(0, 300) || '(nothing, and stayed open)'}`);
      assert.ok((text.match(/HTTP\/1\.1 \d{3}/g) ?? []).length <= 1, `more than one answer: ${text.slice(0, 900)}`);
      assert.equal((await server.client().get('/healthz')).status, 200);
    });
  }
});

test('the lawful forms still work: chunks, pipelining, HEAD, an absolute target, many small writes', async () => {
  const chunked = await exchange(server.port, `POST /api/v1/session HTTP/1.1\r\n${host()}X-Essaim: 1\r\nSec-Fetch-Site: same-origin\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n2;x=y\r\n{}\r\n0\r\nTrailer: 1\r\n\r\n`);
  assert.ok([401, 404, 422].includes(statusOf(chunked.text)), chunked.text.slice(0, 300));
  const two = await exchange(server.port, `GET /healthz HTTP/1.1\r\n${host()}\r\nGET /healthz HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`);
  assert.equal(two.text.match(/HTTP\/1\.1 200/g)?.length, 2, two.text);
  const head = await exchange(server.port, `HEAD /healthz HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`);
  assert.equal(statusOf(head.text), 200);
  assert.ok(head.text.endsWith('\r\n\r\n'), 'HEAD has no body');
  const absolute = await exchange(server.port, `GET http://127.0.0.1:${server.port}/healthz HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`);
  assert.equal(statusOf(absolute.text), 200, absolute.text.slice(0, 200));
  const old = await exchange(server.port, `GET /healthz HTTP/1.0\r\n${host()}\r\n`);
  assert.equal(statusOf(old.text), 200, old.text.slice(0, 200));
});

test('what the door refuses says what it is and how to mend it', async () => {
  const cases = {
    'request.too_large': [413, `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Length: 900000000\r\n\r\n{`],
    'request.target_too_long': [414, `GET /${'a'.repeat(100 * 1024)} HTTP/1.1\r\n${host()}\r\n`],
    'request.head_too_large': [431, `GET / HTTP/1.1\r\n${host()}X-A: ${'a'.repeat(200 * 1024)}\r\n\r\n`],
    'request.method': [405, `TRACE / HTTP/1.1\r\n${host()}\r\n`],
    'request.malformed': [400, 'GET / HTTP/1.1\r\n\r\n'],
    'request.expectation': [417, `POST / HTTP/1.1\r\n${host()}Expect: magic\r\n\r\n`],
  };
  for (const [code, [status, bytes]] of Object.entries(cases)) {
    const { text } = await exchange(server.port, bytes);
    assert.equal(statusOf(text), status, text.slice(0, 200));
    const problem = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4));
    assert.deepEqual([problem.type, problem.code, problem.status], [`https://essaim.app/problems/${code}`, code, status]);
    assert.ok(problem.detail.length > 15 && problem.title, text);
  }
});

test('what lies outside the API is refused by the same document', async () => {
  const cases = [
    [421, 'request.unknown_host', `GET / HTTP/1.1\r\nHost: evil.example\r\n`],
    [421, 'request.unknown_host', `POST /api/v1/session HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n`],
    [405, 'request.method', `PATCH / HTTP/1.1\r\n${host()}`],
    [405, 'request.method', `PUT /today HTTP/1.1\r\n${host()}`],
    [405, 'request.method', `DELETE /r/abcdefgh HTTP/1.1\r\n${host()}`],
    [405, 'request.method', `DELETE /media/${'a'.repeat(64)} HTTP/1.1\r\n${host()}`],
    [400, 'request.path_malformed', `GET /%zz HTTP/1.1\r\n${host()}`],
    [400, 'request.path_malformed', `GET /today% HTTP/1.1\r\n${host()}`],
    [400, 'request.path_malformed', `GET /%2 HTTP/1.1\r\n${host()}`],
  ];
  for (const [status, code, start] of cases) {
    const { text } = await exchange(server.port, `${start}Connection: close\r\n\r\n`);
    assert.equal(statusOf(text), status, text.slice(0, 200));
    assert.match(text, /^content-type: application\/problem\+json\r$/im, start);
    assert.match(text, /^cache-control: no-store\r$/im, start);
    assert.equal(text.match(/^x-content-type-options:/gim)?.length, 1, text);
    if (status === 405) assert.match(text, /^allow: GET, HEAD\r$/im, start);
    const problem = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4));
    assert.deepEqual([problem.code, problem.status, typeof problem.request_id], [code, status, 'string'], start);
    assert.ok(problem.detail.length > 15 && problem.title, text);
  }
});

test('what is not there is not answered with a screen', async () => {
  const client = server.client();
  for (const path of ['/assets/app.js', '/nothing.php', '/.env', '/_app/none']) assert.equal((await client.get(path)).status, 404, path);
  const outside = await client.get('/api/nothing');
  assert.equal(outside.status, 404);
  assert.equal(outside.body.code, 'request.not_found');
});

test('a target in absolute form cannot name another host than Host', async () => {
  const { text } = await exchange(server.port, `GET http://evil.example/ HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`);
  assert.ok([400, 421].includes(statusOf(text)), text.slice(0, 300));
});

test('promise_22_an_unknown_host_is_misdirected', async () => {
  for (const name of ['evil.example', `127.0.0.1:${server.port}.evil.example`, '127.0.0.1:1', 'localhost.evil.example', '[::1', 'xn--', 'a'.repeat(300)]) {
    for (const path of ['/', '/api/v1/programme', '/r/abcdefgh', '/setup']) {
      const { text } = await exchange(server.port, `GET ${path} HTTP/1.1\r\nHost: ${name}\r\nX-Forwarded-Host: 127.0.0.1:${server.port}\r\nConnection: close\r\n\r\n`);
      assert.ok([421, 400].includes(statusOf(text)), `${name} ${path}: ${text.slice(0, 200)}`);
    }
  }
});

test('a slow sender does not hold up the others', async () => {
  const waiting = Array.from({ length: 64 }, () => exchange(server.port, `POST /api/v1/session HTTP/1.1\r\n${host()}Content-Length: 100\r\n\r\n{`, { limit: 2500, quiet: 2500 }));
  const begun = Date.now();
  assert.equal((await server.client().get('/healthz')).status, 200);
  assert.ok(Date.now() - begun < 1500, 'healthz answers while 64 bodies are awaited');
  await Promise.all(waiting);
});

test('a body beyond the limit is refused before it is read', async () => {
  const { text } = await exchange(server.port, `POST /api/v1/session HTTP/1.1\r\n${host()}X-Essaim: 1\r\nContent-Type: application/json\r\nContent-Length: 900000000\r\n\r\n{`);
  assert.equal(statusOf(text), 413, text.slice(0, 300));
});

test('paths that climb or hide stay inside', async () => {
  for (const path of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/..%2f..%2fetc/passwd', '/.git/config', '/data/essaim.db', '/keys/token.key', '//evil.example/', '/%00', '/\\..\\', '/a/%2e%2e/%5c', '/media/..%2fessaim.db', '/%c0%ae%c0%ae/']) {
    const { text } = await exchange(server.port, `GET ${path} HTTP/1.1\r\n${host()}Connection: close\r\n\r\n`);
    assert.ok(statusOf(text) > 0 && statusOf(text) < 500, `${path}: ${text.slice(0, 200)}`);
    assert.doesNotMatch(text, /root:x|SQLite format|\[core\]/);
    if (statusOf(text) >= 300 && statusOf(text) < 400) assert.doesNotMatch(text, /location: *(\/\/|https?:\/\/(?!127))/i, `${path} redirects away`);
  }
});
