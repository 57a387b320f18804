// What the doctor says of each thing that keeps mails or sign-in from working, and that it says how to mend it.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SMTPServer } from 'smtp-server';
import { essaim } from './lib/cli.mjs';
import { cleanEnvironment, executable, freePort } from './lib/server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'essaim-doctor-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The finding on one thing, from a doctor with this configuration. */
async function finding(what, config) {
  const environment = Object.fromEntries(Object.entries({ data: join(folder, 'data'), runtime_folder: join(folder, 'runtime'), ...config }).map(([key, value]) => [`ESSAIM_${key.toUpperCase()}`, value]));
  const said = await new Promise((done) => execFile(executable, ['doctor', '--json'], { env: cleanEnvironment(environment), timeout: 30_000 }, (error, stdout) => done({ code: error?.code ?? 0, stdout })));
  const found = JSON.parse(said.stdout).find((one) => one.what === what);
  assert.ok(found, said.stdout);
  if (found.state === 'broken') assert.equal(said.code, 1, 'a script sees it too');
  return found;
}
const broken = async (what, config, said, mend) => {
  const found = await finding(what, config);
  assert.equal(found.state, 'broken', JSON.stringify(found));
  assert.match(found.said, said);
  assert.match(found.mend, mend);
};

async function mailServer(options, use) {
  const smtp = new SMTPServer({ logger: false, onAuth: ({ username, password }, session, done) => (username === 'swarm' && password === 'right' ? done(null, { user: username }) : done(new Error('no'))), ...options });
  smtp.on('error', () => {}); // whoever hangs up
  await new Promise((ready) => smtp.listen(0, '127.0.0.1', ready));
  try {
    await use(smtp.server.address().port);
  } finally {
    await new Promise((closed) => smtp.close(closed));
  }
}
const mail_from = 'Programme <swarm@example.org>';

test('an address that nobody could sign in at is broken', async () => {
  await broken('address', { base_url: 'http://swarm.example.org' }, /no HTTPS/, /ESSAIM_BASE_URL=https/);
  await broken('address', { base_url: 'https://swarm.example.org' }, /nobody can sign in/, /ESSAIM_TRUSTED_PROXIES=/);
  await broken('address', { base_url: 'https://swarm.example.org', trusted_proxies: '127.0.0.1,10.0.0.0/8' }, /10\.0\.0\.0\/8/, /no range/);
  assert.equal((await finding('address', { base_url: 'https://swarm.example.org', trusted_proxies: '127.0.0.1,::1' })).state, 'well');
});

test('a mail server is tried, without a letter', async () => {
  await broken('mail', { smtp_url: 'smtp://127.0.0.1:25' }, /no sender/, /ESSAIM_MAIL_FROM=/);
  await broken('mail', { smtp_url: 'smtp://127.0.0.1:25', mail_from: 'Programme' }, /no mail address/, /ESSAIM_MAIL_FROM=/);
  await broken('mail', { smtp_url: `smtp://127.0.0.1:${await freePort()}`, mail_from }, /127\.0\.0\.1/, /port .*firewall/);
  await broken('mail', { smtp_url: 'smtp://mail.invalid:587', mail_from }, /nobody knows/, /DNS/);
  await broken('mail', { smtp_url: 'smtp://mail.example.org:587', smtp_security: 'none', mail_from }, /unencrypted/, /loopback/);
  await mailServer({ disabledCommands: ['STARTTLS'], authOptional: true }, (port) => broken('mail', { smtp_url: `smtp://127.0.0.1:${port}`, mail_from }, /no encryption/, /STARTTLS/));
  await mailServer({ authOptional: true, disabledCommands: ['STARTTLS'] }, async (port) => {
    assert.equal((await finding('mail', { smtp_url: `smtp://127.0.0.1:${port}`, smtp_security: 'none', mail_from })).state, 'well');
  });
  await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true }, async (port) => {
    const config = { smtp_url: `smtp://127.0.0.1:${port}`, smtp_security: 'none', smtp_user: 'swarm', mail_from };
    await broken('mail', { ...config, smtp_password: 'wrong' }, /does not let us in/, /ESSAIM_SMTP_PASSWORD_FILE/);
    assert.equal((await finding('mail', { ...config, smtp_password: 'right' })).state, 'well');
  });
});

test('a mail server whose certificate nobody vouches for is refused, and the doctor says so', async () => {
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost', '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });
  await mailServer({ key: readFileSync(join(folder, 'key.pem')), cert: readFileSync(join(folder, 'cert.pem')), authOptional: true }, (port) =>
    broken('mail', { smtp_url: `smtp://localhost:${port}`, mail_from }, /not trusted/, /update-ca-certificates/));
});

test('it looks and makes nothing: no folder, no database, no change of who may read', async () => {
  const place = join(folder, 'looked-at');
  mkdirSync(place);
  const look = async (data) => JSON.parse((await essaim(['doctor', '--json', '--data', data])).stdout);
  const nowhere = await look(join(place, 'none'));
  assert.match(nowhere.find(({ what }) => what === 'data folder').said, /does not exist/);
  assert.ok(!existsSync(join(place, 'none')));
  mkdirSync(join(place, 'empty'), { mode: 0o700 });
  const empty = await look(join(place, 'empty'));
  assert.match(empty.find(({ what }) => what === 'database').mend, /ESSAIM_POSTGRES/);
  assert.deepEqual(readdirSync(join(place, 'empty')), []);
  chmodSync(join(place, 'empty'), 0o755);
  assert.match((await look(join(place, 'empty'))).find(({ what }) => what === 'data folder').mend, /chmod 700/);
  assert.equal(statSync(join(place, 'empty')).mode & 0o777, 0o755);
});
