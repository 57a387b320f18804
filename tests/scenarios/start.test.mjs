// Starting and stopping: configuration that is refused, folders and keys nobody else can read, a port that is taken, a
// graceful end, a second start on the same data.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { essaim } from './lib/cli.mjs';
import { engine, startServer } from './lib/server.mjs';

test('an unknown key refuses to start and names the nearest one', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'essaim-start-'));
  const { code, stdout, stderr } = await essaim(['serve', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0'], { ESSAIM_LISTENN: '127.0.0.1:0' });
  assert.ok(code > 0, 'it does not start');
  assert.match(stdout + stderr, /listenn/i);
  assert.match(stdout + stderr, /\blisten\b/i);
  rmSync(folder, { recursive: true, force: true });
});

test('an unknown key is said as it was typed, with where it stands', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'essaim-start-'));
  const file = join(folder, 'essaim.conf');
  writeFileSync(file, '# ours\ndata=x\nFoo=1\n');
  const inFile = await essaim(['serve', '--config', file]);
  assert.match(inFile.stderr, new RegExp(`Foo in ${file} line 3 is no key`));
  assert.match(inFile.stderr, /essaim config/);
  assert.doesNotMatch(inFile.stderr, /did you mean/);
  assert.match((await essaim(['doctor'], { ESSAIM_GEOIP: '/x' })).stderr, /ESSAIM_GEOIP in the environment is no key of Essaim; did you mean "geoip_file"/);
  rmSync(folder, { recursive: true, force: true });
});

test('essaim config lists every key, what is in force, and no secret', async () => {
  const environment = { ESSAIM_SMTP_PASSWORD: 'hush-hush', ESSAIM_LISTEN: '127.0.0.1:8181' };
  const { code, stdout } = await essaim(['config', '--json'], environment);
  assert.equal(code, 0);
  const keys = Object.fromEntries(JSON.parse(stdout).map((each) => [each.key, each]));
  assert.deepEqual([keys.listen.default, keys.listen.in_force, keys.listen.environment], ['127.0.0.1:8080', '127.0.0.1:8181', 'ESSAIM_LISTEN']);
  assert.deepEqual([keys.smtp_password.secret, keys.smtp_password.in_force, keys.postgres.in_force], [true, 'set', 'not set']);
  assert.ok(Object.values(keys).every(({ meaning }) => meaning.length > 5));
  const { stdout: text } = await essaim(['config'], environment);
  assert.match(text, /smtp_password\n.*\n.*ESSAIM_SMTP_PASSWORD_FILE.*\n.*\n {2}in force: set\n/);
  assert.doesNotMatch(stdout + text, /hush/);
  const broken = await essaim(['config'], { ESSAIM_FOO: '1' });
  assert.equal(broken.code, 1);
  assert.match(broken.stdout, /geoip_file/, 'the keys are what is looked for');
});

test('a metrics address that is taken is said with the key that mends it', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const folder = mkdtempSync(join(tmpdir(), 'essaim-start-'));
  const { code, stderr } = await essaim(['serve', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0'], { ESSAIM_METRICS_LISTEN: `127.0.0.1:${taken.address().port}`, ESSAIM_RUNTIME_FOLDER: join(folder, 'runtime') });
  assert.ok(code > 0);
  assert.match(stderr, /ESSAIM_METRICS_LISTEN/);
  assert.match(stderr, /metrics_listen/);
  assert.doesNotMatch(stderr, /--listen/);
  taken.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the first word of some commands lists them', async () => {
  for (const [group, command] of [['feed', 'feed read'], ['page', 'page read'], ['people', 'people import'], ['links', 'links make']]) {
    const help = await essaim([group, '--help']);
    assert.equal(help.code, 0, group);
    assert.match(help.stdout, new RegExp(`essaim ${command} `));
    const alone = await essaim([group]);
    assert.equal(alone.code, 2);
    assert.match(alone.stderr, new RegExp(`essaim ${command} `));
    assert.match((await essaim([group, 'nonsense'])).stderr, new RegExp(`no command '${group} nonsense'`));
  }
});

test('an unknown option or command is refused in words', async () => {
  for (const words of [['serve', '--nonsense'], ['nonsense'], ['serve', '--data']]) {
    const { code, stdout, stderr } = await essaim(words);
    assert.ok(code > 0, words.join(' '));
    assert.notEqual((stdout + stderr).trim(), '');
    assert.doesNotMatch(stdout + stderr, /terminate called|what\(\):/);
  }
  assert.equal((await essaim(['--help'])).code, 0);
});

test('the data folder and the key are for one user only, and the key is outside the database', async () => {
  const server = await startServer();
  try {
    const data = join(server.folder, 'data');
    assert.equal(statSync(data).mode & 0o777, 0o700);
    const key = join(data, 'keys/token.key');
    assert.ok(existsSync(key));
    assert.equal(statSync(key).mode & 0o077, 0);
    for (const name of readdirSync(data).filter((file) => file.includes('.db'))) {
      assert.equal(statSync(join(data, name)).mode & 0o077, 0, `${name} is for one user`);
    }
    if (engine === 'sqlite') assert.ok(readdirSync(data).some((name) => name.endsWith('.db')));
  } finally {
    await server.stop();
  }
});

test('a port that is taken is said in words', async () => {
  const server = await startServer();
  try {
    const second = await startServer({ port: server.port, wait: false });
    const { code } = await second.exited;
    assert.ok(code > 0);
    assert.match(second.output(), /already in use|address|listen/i);
    await second.stop();
  } finally {
    await server.stop();
  }
});

test('a second start on the same data goes on where the first stopped, with the same key', async () => {
  const first = await startServer();
  const begun = await first.client().ask('GET', '/programme').catch(() => null);
  const end = await first.halt();
  assert.deepEqual(end, { code: 0, signal: null });
  const second = await startServer({ folder: first.folder, database: first.database });
  assert.deepEqual(await second.client().ask('GET', '/programme').catch(() => null), begun);
  await second.stop();
});

test('promise_9_a_data_folder_has_one_server_and_looking_at_it_changes_nothing', async () => {
  const server = await startServer();
  try {
    await assert.rejects(startServer({ folder: server.folder, database: server.database }), engine === 'postgres' ? /db\.in_use.*another Essaim server/s : /is in use.*one data folder has one server.*--data/s);
    const places = { ESSAIM_DATA: join(server.folder, 'data'), ESSAIM_RUNTIME_FOLDER: join(server.folder, 'runtime'), ...(server.database ? { ESSAIM_POSTGRES: server.database.url } : {}) };
    const made = await essaim(['links', 'make', 'https://example.org/'], places);
    assert.equal(made.code, 1);
    assert.match(made.stderr, /Stop `essaim serve`/);
    const links = join(server.folder, 'data', 'links');
    const before = statSync(links);
    const doctor = await essaim(['doctor', '--json'], places);
    assert.equal(JSON.parse(doctor.stdout).find(({ what }) => what === 'clicks').state, 'well', doctor.stdout);
    const after = statSync(links);
    assert.deepEqual([after.mtimeMs, after.ctimeMs, after.size], [before.mtimeMs, before.ctimeMs, before.size]);
    assert.equal((await server.client().get('/readyz')).status, 200);
  } finally {
    await server.stop();
  }
});

test('promise_9_a_lost_key_is_never_replaced_by_a_new_one', async () => {
  const first = await startServer();
  await first.halt();
  const key = join(first.folder, 'data', 'keys', 'token.key');
  const kept = readFileSync(key);
  const again = { folder: first.folder, database: first.database };
  const places = { ESSAIM_DATA: join(first.folder, 'data'), ESSAIM_RUNTIME_FOLDER: join(first.folder, 'runtime'), ...(first.database ? { ESSAIM_POSTGRES: first.database.url } : {}) };
  rmSync(key);
  await assert.rejects(startServer(again), /keys\.lost.*Put it back/s);
  const doctor = JSON.parse((await essaim(['doctor', '--json'], places)).stdout);
  assert.match(doctor.find(({ state, what }) => state === 'broken' && what === 'database').said, /keys\.lost/);
  assert.equal(existsSync(key), false, 'nothing was made');
  writeFileSync(key, `${'ab'.repeat(32)}\n`, { mode: 0o600 });
  await assert.rejects(startServer(again), /keys\.other.*another key/s);
  writeFileSync(key, kept, { mode: 0o600 });
  const back = await startServer(again);
  await back.stop();
});

test('promise_9_a_database_has_one_server', { skip: engine !== 'postgres' && 'a SQLite file lies in its folder' }, async () => {
  const server = await startServer();
  const folder = mkdtempSync(join(tmpdir(), 'essaim-second-'));
  try {
    await assert.rejects(startServer({ folder, database: server.database }), /db\.in_use.*another Essaim server/s);
    await server.halt('SIGKILL');
    const next = await startServer({ folder: server.folder, database: server.database });
    await next.halt();
    await assert.rejects(startServer({ folder, database: server.database }), /keys\.lost/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await server.stop();
  }
});

test('secrets may stand in files, and a missing one is said', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'essaim-secret-'));
  const file = join(folder, 'smtp');
  writeFileSync(file, 'a password\n');
  chmodSync(file, 0o600);
  const server = await startServer({ config: { smtp_url: 'smtp://127.0.0.1:9', smtp_user: 'x', smtp_security: 'none', mail_from: 'a@example.org', smtp_password_file: file } });
  assert.doesNotMatch(server.output(), /a password/);
  await server.stop();
  const missing = await essaim(['serve', '--data', join(folder, 'data'), '--listen', '127.0.0.1:0'], { ESSAIM_SMTP_PASSWORD_FILE: join(folder, 'none') });
  assert.ok(missing.code > 0);
  assert.match(missing.stdout + missing.stderr, /smtp_password_file|SMTP_PASSWORD_FILE|none/i);
  rmSync(folder, { recursive: true, force: true });
});

test('metrics are off the public listener unless allowed', async () => {
  const server = await startServer();
  try {
    assert.equal((await server.client().get('/metrics')).status, 404);
    const metrics = await fetch(server.metricsUrl);
    assert.equal(metrics.status, 200);
    assert.match(await metrics.text(), /^# (TYPE|HELP) essaim_/m);
  } finally {
    await server.stop();
  }
  const open = await startServer({ config: { metrics_public: 'yes' } });
  assert.equal((await open.client().get('/metrics')).status, 200);
  await open.stop();
});

test('opening internal hosts to the fetcher is shown by the doctor; what can mean no host refuses to start', async () => {
  const server = await startServer({ config: { allowed_internal_hosts: 'wiki.corp.example:8080,10.1.0.0/16' } });
  try {
    const environment = { ESSAIM_DATA: join(server.folder, 'data'), ESSAIM_LISTEN: `127.0.0.1:${server.port}`, ESSAIM_RUNTIME_FOLDER: join(server.folder, 'runtime'), ...(server.database ? { ESSAIM_POSTGRES: server.database.url } : {}) };
    const finding = async (hosts) => JSON.parse((await essaim(['doctor', '--json'], { ...environment, ESSAIM_ALLOWED_INTERNAL_HOSTS: hosts })).stdout);
    const open = (await finding('wiki.corp.example:8080,10.1.0.0/16')).find(({ what }) => what === 'internal hosts');
    assert.equal(open.state, 'notice');
    assert.match(open.said, /10\.1\.0\.0\/16, wiki\.corp\.example:8080/);
    const closed = await finding('');
    assert.equal(closed.find(({ what }) => what === 'internal hosts').state, 'well');
    assert.equal(closed.find(({ what }) => what === 'audit').state, 'well', 'with its row about the opening');
  } finally {
    await server.stop();
  }
  const bad = await essaim(['serve', '--data', join(tmpdir(), 'essaim-never-made'), '--listen', '127.0.0.1:0'], { ESSAIM_ALLOWED_INTERNAL_HOSTS: '10.0.0.0/33' });
  assert.ok(bad.code > 0);
  assert.match(bad.stdout + bad.stderr, /allowed_internal_hosts.*10\.0\.0\.0\/33/);
});

test('doctor answers in words and in JSON', async () => {
  const server = await startServer();
  try {
    const environment = { ESSAIM_DATA: join(server.folder, 'data'), ESSAIM_LISTEN: `127.0.0.1:${server.port}`, ESSAIM_RUNTIME_FOLDER: join(server.folder, 'runtime'), ...(server.database ? { ESSAIM_POSTGRES: server.database.url } : {}) };
    const words = await essaim(['doctor'], environment);
    assert.match(words.stdout, /database/i);
    const json = await essaim(['doctor', '--json'], environment);
    assert.ok(JSON.parse(json.stdout));
    assert.doesNotMatch(words.stdout + json.stdout, /terminate|\.cpp/);
  } finally {
    await server.stop();
  }
});
