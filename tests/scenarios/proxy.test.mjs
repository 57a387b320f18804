// Behind nginx with TLS, as docs/operator.md says: the configuration is the page's own, with other ports and folders.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request as plain } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { header, password } from './lib/organisation.mjs';
import { askSecurely, makeCertificate } from './lib/secure.mjs';
import { cleanEnvironment, engine, eventually, executable, freePort, root, startServer } from './lib/server.mjs';

const run = promisify(execFile);
const nginx = ['/usr/sbin/nginx', '/usr/bin/nginx', '/usr/local/sbin/nginx'].find(existsSync);
const host = 'swarm.example.org'; // as in the page
const folder = mkdtempSync(join(tmpdir(), 'essaim-proxy-'));
let server, front, address, securePort, plainPort, link, session, config;

/** The page's block, its ports, name and folders replaced; each replacement must find what it replaces. */
function sample(backend) {
  const page = readFileSync(join(root, 'docs/operator.md'), 'utf8');
  let text = /```nginx\n([\s\S]*?)```/.exec(page)[1];
  const put = (from, to) => {
    assert.ok(text.includes(from), `${from} is in the sample`);
    text = text.replaceAll(from, to);
  };
  put('server 127.0.0.1:8080;', `server 127.0.0.1:${backend};`);
  put('listen 80;', `listen 127.0.0.1:${plainPort};`);
  put('listen 443 ssl', `listen 127.0.0.1:${securePort} ssl`);
  put('/etc/ssl/essaim/', `${folder}/`);
  put('/var/log/nginx/', `${folder}/`);
  return text;
}

async function startNginx(site) {
  writeFileSync(join(folder, 'nginx.conf'), `${process.getuid() === 0 ? 'user root;' : ''} daemon off; pid ${folder}/pid; error_log ${folder}/error.log; worker_processes 1;
    events { worker_connections 256; }
    http { client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
    ${site} }`);
  const words = ['-p', folder, '-e', join(folder, 'start.log'), '-c', join(folder, 'nginx.conf')];
  const { stderr } = await run(nginx, ['-t', ...words]);
  assert.doesNotMatch(stderr, /\[(warn|error|emerg)\](?! .*"user" directive)/, stderr);
  const child = spawn(nginx, words, { stdio: 'ignore' });
  const ended = new Promise((done) => child.on('exit', done));
  await eventually('nginx answers', async () => (await ask('GET', '/healthz')).status === 200);
  return { stop: () => (child.kill('SIGTERM'), ended) };
}

const ask = (method, path, options = {}) =>
  askSecurely({ host, port: securePort, ca: join(folder, 'fullchain.pem'), origin: address }, method, path, { ...options, headers: { ...(session ? { cookie: session } : {}), ...options.headers } });
const post = (path, value) => ask('POST', path, { body: JSON.stringify(value), headers: { 'content-type': 'application/json' } });

if (!nginx) {
  test('behind nginx', { skip: 'nginx is not installed' }, () => {});
} else {
  before(async () => {
    await makeCertificate(folder, host);
    [securePort, plainPort] = [await freePort(), await freePort()];
    address = `https://${host}:${securePort}`;
    config = { base_url: address, trusted_proxies: '127.0.0.1' };
    const first = await startServer({ config });
    await first.halt();
    const environment = cleanEnvironment({ ESSAIM_DATA: join(first.folder, 'data'), ESSAIM_RUNTIME_FOLDER: join(first.folder, 'runtime'), ESSAIM_BASE_URL: address,
      ...(engine === 'postgres' ? { ESSAIM_POSTGRES: first.database.url } : {}) });
    link = (await run(executable, ['links', 'make', 'https://example.org/story'], { env: environment })).stdout.trim();
    server = await startServer({ config, folder: first.folder, database: first.database });
    front = await startNginx(sample(server.port));
    const token = await server.setupToken();
    const made = await post('/api/v1/setup', { token, organisation_name: 'Aciéries du Nord', programme_name: 'Les Éclaireurs', language: 'fr', name: 'Camille Roux', email: 'camille@acieries.example', password });
    assert.equal(made.status, 201, made.text);
  });
  after(async () => {
    await front?.stop();
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('one signs in over HTTPS, with cookies that only this host and only HTTPS may see', async () => {
    const answer = await post('/api/v1/session', { email: 'camille@acieries.example', password });
    assert.equal(answer.status, 200, answer.text);
    const cookies = answer.headers['set-cookie'];
    assert.ok(cookies.some((cookie) => cookie.startsWith('__Host-essaim_session=')));
    for (const cookie of cookies) assert.match(cookie, /^__Host-.*; Path=\/; HttpOnly; SameSite=(Lax|Strict);.*; Secure/);
    assert.match(answer.headers['strict-transport-security'], /max-age=31536000/);
    session = cookies.map((cookie) => cookie.split(';')[0]).join('; ');
    assert.equal((await ask('GET', '/api/v1/me')).status, 200);
  });

  test('the plain port leads to the secure one and gives nothing away', async () => {
    const answer = await new Promise((done, fail) => plain({ host: '127.0.0.1', port: plainPort, path: '/join?x=1', headers: { host }, agent: false }, done).on('error', fail).end());
    answer.resume();
    assert.equal(answer.statusCode, 301);
    assert.equal(answer.headers.location, `https://${host}/join?x=1`);
    assert.equal(answer.headers['set-cookie'], undefined);
  });

  test('a file of people larger than a megabyte passes', async () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => `Personne ${at},p${at}@acieries.example,fr,Production,Dunkerque,FR,Europe/Paris,production,employee`);
    const body = [header, ...rows, ''].join('\n');
    assert.ok(body.length > 1 << 20);
    const answer = await ask('POST', '/api/v1/people/import-previews', { body, headers: { 'content-type': 'text/csv; charset=utf-8' } });
    assert.equal(answer.status, 200, answer.text.slice(0, 300));
    assert.equal(JSON.parse(answer.text).added, 20_000);
  });

  test('live updates begin at once, not when the stream ends', async () => {
    const answer = await ask('GET', '/api/v1/events', { headers: { accept: 'text/event-stream' }, enough: (text) => text.length > 0 });
    assert.match(answer.headers['content-type'], /text\/event-stream/);
  });

  test('promise_5_readers_pass_the_proxy_and_no_log_of_it_holds_their_address', async () => {
    assert.ok(link.startsWith(`${address}/r/`), link);
    const path = link.slice(address.length);
    const headers = { 'x-forwarded-for': '203.0.113.7', cookie: '', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', accept: 'text/html' };
    for (let turn = 0; turn < 30; turn++) {
      const answer = await ask('GET', path, { headers });
      assert.equal(answer.status, 302);
      assert.equal(answer.headers.location, 'https://example.org/story');
    }
    assert.equal((await ask('GET', '/r/nothing', { headers })).status, 404);
    for (const name of ['essaim.log', 'essaim-error.log', 'error.log']) {
      const log = existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';
      assert.doesNotMatch(log, /\/r\/|203\.0\.113|127\.0\.0\.1/, name);
    }
    assert.match(readFileSync(join(folder, 'essaim.log'), 'utf8'), /GET \/api\/v1\/me 200/);
    assert.doesNotMatch(server.output(), /203\.0\.113/);
  });

  test('nor is a reader logged while Essaim is away', async () => {
    await server.halt();
    assert.equal((await ask('GET', link.slice(address.length), { headers: { cookie: '' } })).status, 502);
    for (const name of ['essaim.log', 'essaim-error.log', 'error.log']) {
      const log = existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : '';
      assert.doesNotMatch(log, /\/r\/|127\.0\.0\.1/, name);
    }
    server = await startServer({ config, folder: server.folder, database: server.database, port: server.port });
  });

  test('a proxy that speaks HTTP/1.0 to Essaim gets the same answers', async () => {
    await front.stop();
    const text = sample(server.port).replace('proxy_http_version 1.1;', 'proxy_http_version 1.0;').replace('proxy_set_header Connection "";', '');
    assert.match(text, /proxy_http_version 1\.0;/);
    front = await startNginx(text);
    assert.equal((await ask('GET', '/api/v1/me')).status, 200);
    assert.equal((await ask('GET', link.slice(address.length), { headers: { cookie: '' } })).status, 302);
    const events = await ask('GET', '/api/v1/events', { headers: { accept: 'text/event-stream' }, enough: (said) => said.length > 0 });
    assert.equal(events.status, 200);
  });

  test('what a proxy says is believed of a trusted one only', async () => {
    await server.halt();
    server = await startServer({ config: { base_url: address }, folder: server.folder, database: server.database, port: server.port });
    const answer = await post('/api/v1/session', { email: 'camille@acieries.example', password });
    assert.notEqual(answer.status, 200, 'without ESSAIM_TRUSTED_PROXIES nobody can tell that this was HTTPS');
    assert.equal(answer.headers['set-cookie'], undefined);
  });
}
