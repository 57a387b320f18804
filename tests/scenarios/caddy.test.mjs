// Behind Caddy with TLS, as docs/operator.md says: the configuration is the page's own, with another port and a certificate
// of the test's, because there is nobody to ask for one on loopback.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { password } from './lib/organisation.mjs';
import { askSecurely, makeCertificate } from './lib/secure.mjs';
import { cleanEnvironment, eventually, freePort, root, startServer } from './lib/server.mjs';

const caddy = ['/usr/bin/caddy', '/usr/local/bin/caddy'].find(existsSync);
const host = 'swarm.example.org'; // as in the page
const folder = mkdtempSync(join(tmpdir(), 'essaim-caddy-'));
let server, front, address, port, session, said = '';

function sample(backend) {
  let text = /```caddy\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/operator.md'), 'utf8'))[1];
  const put = (from, to) => {
    assert.ok(text.includes(from), `${from} is in the sample`);
    text = text.replace(from, to);
  };
  put('{\n', `{\n  admin off\n  auto_https disable_redirects\n  storage file_system ${folder}/storage\n`);
  put(`${host} {\n`, `https://${host}:${port} {\n  bind 127.0.0.1\n  tls ${folder}/fullchain.pem ${folder}/privkey.pem\n`);
  put('127.0.0.1:8080', `127.0.0.1:${backend}`);
  return text;
}

async function startCaddy(text) {
  const file = join(folder, 'Caddyfile');
  writeFileSync(file, text);
  const child = spawn(caddy, ['run', '--config', file, '--adapter', 'caddyfile'], { env: cleanEnvironment({ HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder }) });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes));
  const ended = new Promise((done) => child.on('exit', done));
  await eventually('Caddy answers', async () => (await ask('GET', '/healthz')).status === 200);
  return { stop: () => (child.kill('SIGTERM'), ended) };
}

const ask = (method, path, options = {}) =>
  askSecurely({ host, port, ca: join(folder, 'fullchain.pem'), origin: address }, method, path, { ...options, headers: { ...(session ? { cookie: session } : {}), ...options.headers } });
const post = (path, value) => ask('POST', path, { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });
const reader = { 'x-forwarded-for': '203.0.113.7', cookie: '', accept: 'text/html' };

test('behind Caddy', { skip: caddy ? false : 'caddy is not installed' }, async (t) => {
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  await makeCertificate(folder, host);
  port = await freePort();
  address = `https://${host}:${port}`;
  const config = { base_url: address, trusted_proxies: '127.0.0.1' };
  server = await startServer({ config });
  try {
    front = await startCaddy(sample(server.port));
    const token = await server.setupToken();
    const made = await post('/api/v1/setup', { token, organisation_name: 'Aciéries du Nord', programme_name: 'Les Éclaireurs', language: 'fr', name: 'Camille Roux', email: 'camille@acieries.example', password });
    assert.equal(made.status, 201, made.text);

    await t.test('one signs in over HTTPS, with cookies that only this host and only HTTPS may see', async () => {
      const answer = await post('/api/v1/session', { email: 'camille@acieries.example', password });
      assert.equal(answer.status, 200, answer.text);
      for (const cookie of answer.headers['set-cookie']) assert.match(cookie, /^__Host-.*; Path=\/; HttpOnly; SameSite=(Lax|Strict);.*; Secure/);
      session = answer.headers['set-cookie'].map((cookie) => cookie.split(';')[0]).join('; ');
      assert.equal((await ask('GET', '/api/v1/me')).status, 200);
    });

    await t.test('live updates begin at once, not when the stream ends', async () => {
      const answer = await ask('GET', '/api/v1/events', { headers: { accept: 'text/event-stream' }, enough: (text) => text.length > 0 });
      assert.match(answer.headers['content-type'], /text\/event-stream/);
    });

    await t.test('promise_5_no_log_of_it_holds_a_reader_even_while_essaim_is_away', async () => {
      assert.equal((await ask('GET', '/r/nothing', { headers: reader })).status, 404);
      await server.halt();
      assert.equal((await ask('GET', '/r/nothing', { headers: reader })).status, 502);
      server = await startServer({ config, folder: server.folder, database: server.database, port: server.port });
      await eventually('Essaim is back', async () => (await ask('GET', '/api/v1/me')).status === 200);
      assert.doesNotMatch(said, /\/r\/nothing|203\.0\.113|remote_ip|remote_addr/);
      assert.doesNotMatch(server.output(), /203\.0\.113/);
    });

    await t.test('that log would hold one without the line of the page that leaves it out', async () => {
      await front.stop();
      front = await startCaddy(sample(server.port).replace(/exclude .*\n/, '\n'));
      await server.halt();
      assert.equal((await ask('GET', '/r/nothing', { headers: reader })).status, 502);
      await eventually('the line is written', async () => /\/r\/nothing/.test(said));
      server = await startServer({ config, folder: server.folder, database: server.database, port: server.port });
    });
  } finally {
    await front?.stop();
    await server.stop();
  }
});
