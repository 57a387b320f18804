// Several organisations in one process (promises.md 22): told apart by their hosts and by nothing else. The second is a
// copy of the first, with its ids and its key, so that a mistake anywhere answers with something that looks right.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { publish, shareInput } from '../security/lib/stories.mjs';
import { essaim } from './lib/cli.mjs';
import { Client } from './lib/client.mjs';
import { example, routes } from './lib/contract.mjs';
import { askStore, copyInto, foreign, rowsOf, setApart, storeOf } from './lib/neighbours.mjs';
import { openCompany, password } from './lib/organisation.mjs';
import { exchange, statusOf } from './lib/raw.mjs';
import { cleanEnvironment, engine, eventually, executable, startServer } from './lib/server.mjs';

const all = routes();
const emails = { administrator: 'camille@acieries.example', awa: 'awa@acieries.example', lea: 'lea@acieries.example', ed: 'ed@acieries.example' };
let company, added, store, story, share, theme, words, second;
const own = {}, theirs = {}; // browsers at the first organisation and at the second

const options = () => ({ folder: company.server.folder, database: company.server.database, port: company.server.port, config: company.mailbox.config });
const environment = () => Object.fromEntries(Object.entries({
  data: join(company.server.folder, 'data'), listen: `127.0.0.1:${company.server.port}`, runtime_folder: join(company.server.folder, 'runtime'), ...(company.server.database ? { postgres: company.server.database.url } : {}),
}).map(([name, value]) => [`ESSAIM_${name.toUpperCase()}`, value]));
const host = () => `127.0.0.1:${company.server.port}`;
const otherHost = () => `localhost:${company.server.port}`;
const other = () => new Client(`http://${otherHost()}`);

async function restart() {
  assert.equal((await company.server.halt()).code, 0, company.server.output());
  company.server = await startServer(options());
}

/** The answer to a name that is asked for again. */
function remove(typed, ...more) {
  return new Promise((done) => {
    const child = spawn(executable, ['organisation', 'remove', ...more], { env: cleanEnvironment(environment()), stdio: ['pipe', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (bytes) => (said += bytes));
    child.stderr.on('data', (bytes) => (said += bytes));
    child.stdin.on('error', () => {}); // it may have refused before it asked
    child.on('close', (code) => done({ code, said }));
    child.stdin.end(`${typed}\n`);
  });
}

before(async () => {
  company = await openCompany();
  theme = await company.ed.ask('POST', '/themes', { name_fr: 'Énergie', name_en: 'Energy', colour: 'miel' });
  story = await publish(company.ed, { theme_ids: [theme.id] });
  await publish(company.ed, { theme_ids: [theme.id] });
  share = (await company.awa.once('POST', '/shares', shareInput(story, { text: 'Les mots d’Awa.' }))).share;
  await company.awa.ask('PUT', `/stories/${story.id}/drafts/linkedin`, { text: 'Le brouillon d’Awa.' });
  for (const name of ['awa', 'lea', 'ed']) await company[name].ask('PUT', '/me/password', { current_password: null, new_password: password });
  words = { story: story.id, share: share.id, theme: theme.id };
  for (const [kind, path] of [['group', '/groups'], ['site', '/sites'], ['zone', '/zones'], ['family', '/job-families']]) words[kind] = (await company.administrator.ask('GET', path))[0].id;
  words.person = (await company.administrator.ask('GET', '/people?query=paul')).items[0].id;
  words.session = (await company.awa.ask('GET', '/me/sessions'))[0].id;

  const said = await essaim(['organisation', 'add', `http://${otherHost()}`, 'second_factor=offered', '--json'], environment());
  assert.equal(said.code, 0, said.stderr);
  added = JSON.parse(said.stdout);
  assert.equal((await other().get('/api/v1/programme')).body.organisation_name, 'Aciéries du Nord', 'a running server goes on as it began');
  assert.equal((await company.server.halt()).code, 0);
  store = copyInto(added, company.server);
});
after(async () => {
  await company?.close();
});

test('a folder that was copied is refused as what it is', async () => {
  const refused = await startServer({ ...options(), wait: false });
  assert.equal((await refused.exited).code, 1);
  assert.match(refused.output(), /organisation\.twice: .*localhost:\d+ is a copy/);
});

describe('two organisations of the same ids', () => {
  before(async () => {
    setApart(store, added);
    company.server = await startServer(options());
    for (const [name, email] of Object.entries(emails)) {
      own[name] = company.server.client();
      theirs[name] = other();
      for (const browser of [own[name], theirs[name]]) await browser.ask('POST', '/session', { email, password });
    }
    second = await theirs.awa.ask('GET', `/shares/${share.id}`);
  });

  test('promise_10_each_answers_with_its_own_words_under_one_id', async () => {
    assert.equal((await own.awa.ask('GET', `/shares/${share.id}`)).text, 'Les mots d’Awa.');
    assert.equal(second.text, `${foreign} texte`);
    for (const [browsers, has] of [[own, false], [theirs, true]]) {
      const read = await browsers.ed.ask('GET', `/stories/${story.id}`);
      assert.equal(read.title, story.title, 'the same title');
      assert.equal(read.summary.includes(foreign), has);
      assert.equal((await browsers.administrator.get('/api/v1/groups')).text.includes(foreign), has);
    }
  });

  test('promise_10_a_link_leads_where_its_host_says_and_counts_there', async () => {
    const path = new URL(share.link).pathname;
    const reader = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'x-forwarded-host': otherHost(), forwarded: `host=${otherHost()}` };
    const first = await company.server.client().get(path, { headers: reader });
    assert.match(first.headers.location, /^https:\/\/acier\.example\//);
    assert.match((await other().get(path, { headers: { 'user-agent': reader['user-agent'] } })).headers.location, new RegExp(`^https://${foreign}\\.example/`));
    const counts = async (file) => Number((engine === 'postgres'
      ? askStore({ url: file.url }, `select count(*) from ${file.schema}.click`)
      : askStore({ file: file.file.replace('essaim.db', 'clicks.db') }, 'select count(*) from click')).trim());
    const firstStore = engine === 'postgres' ? { url: company.server.database.url, schema: 'public' } : { file: join(company.server.folder, 'data/essaim.db') };
    assert.deepEqual([await counts(firstStore), await counts(store)], [1, 1]);
  });

  test('promise_10_live_updates_of_one_number_are_two_people_s', async () => {
    const listen = (browser, name) => new Promise((ready, fail) => {
      const heard = { events: 0 };
      const call = get({ host: '127.0.0.1', port: company.server.port, path: '/api/v1/events', headers: { host: name, cookie: [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ') } }, (answer) => {
        assert.equal(answer.statusCode, 200);
        answer.on('data', (chunk) => (heard.events += String(chunk).split('event: changed').length - 1));
        ready(Object.assign(heard, { end: () => call.destroy() }));
      });
      call.on('error', (error) => (error.code === 'ECONNRESET' ? null : fail(error)));
    });
    const first = await listen(own.awa, host()), here = await listen(theirs.awa, otherHost());
    for (let i = 0; i < 6; i += 1) {
      await own.awa.once('POST', '/shares', shareInput(story, { network: 'xing' }));
      await eventually('the first one hears of it', () => first.events > i);
    }
    // What would have come over to the second has come by now: an own event follows it on the same line.
    await theirs.awa.once('POST', '/shares', shareInput(story, { network: 'xing', text: `${foreign} encore` }));
    await eventually('the second one hears of its own', () => here.events > 0);
    assert.ok(here.events <= 2, `${here.events}: its own share, and the click on its link before, if that was counted so late`);
    first.end();
    here.end();
  });

  test('promise_10_a_cookie_of_one_is_nobody_s_at_the_other', async () => {
    for (const [name, browser] of Object.entries(theirs)) {
      for (const [at, headers] of [[host(), {}], [host(), { 'x-forwarded-host': otherHost() }], [host(), { forwarded: `host="${otherHost()}"` }]]) {
        const stranger = new Client(`http://${at}`);
        stranger.cookies = new Map(browser.cookies);
        for (const path of ['/me', `/shares/${share.id}`, '/influence?period=30d', '/me/export']) assert.equal((await stranger.get(`/api/v1${path}`, { headers })).status, 401, `${name} ${path}`);
      }
    }
  });

  test('promise_10_an_absolute_address_is_the_host_that_counts', async () => {
    // RFC 9112 section 3.2.2: it wins over the field, so it says whose request this is, and whose cookies are asked for.
    for (const [browser, target, field, status] of [[own, otherHost(), host(), 401], [own, host(), otherHost(), 200], [theirs, host(), otherHost(), 401], [theirs, otherHost(), host(), 200], [own, 'elsewhere.example', host(), 421]]) {
      const answer = await browser.awa.copy().get('/', { rawPath: `http://${target}/api/v1/shares/${share.id}`, headers: { host: field } });
      assert.equal(answer.status, status, `${target} over ${field}: ${answer.text.slice(0, 200)}`);
      assert.equal(answer.text.includes(foreign), status === 200 && browser === theirs);
    }
  });

  test('promise_10_a_host_of_nobody_is_misdirected', async () => {
    const path = new URL(share.link).pathname;
    for (const name of ['127.0.0.1', 'localhost', `127.0.0.2:${company.server.port}`, `other.localhost:${company.server.port}`, `localhost.:${company.server.port}`, 'evil.example', 'localhost:1', `[::1]:${company.server.port}`]) {
      for (const target of ['/', '/api/v1/programme', path, '/setup', '/brand.css', '/metrics']) {
        const { text } = await exchange(company.server.port, `GET ${target} HTTP/1.1\r\nHost: ${name}\r\nX-Forwarded-Host: ${host()}\r\nConnection: close\r\n\r\n`);
        assert.equal(statusOf(text), 421, `${name} ${target}: ${text.slice(0, 200)}`);
        assert.ok(!text.includes(foreign));
      }
    }
    // In any spelling of its letters a name is the same name (RFC 9110 section 4.2.3).
    assert.equal((await company.server.client().get('/api/v1/programme', { headers: { host: otherHost().toUpperCase() } })).status, 200);
  });

  test('promise_10_a_page_of_one_does_not_go_on_at_the_other', async () => {
    for (const route of all.filter(({ query, path }) => query.includes('cursor') && !path.includes('{'))) {
      const page = await theirs.administrator.get(`${route.path}?limit=1`);
      const cursor = page.body?.next;
      if (!cursor) continue;
      const answer = await own.administrator.get(`${route.path}?limit=1&cursor=${encodeURIComponent(cursor)}`);
      assert.ok([200, 422].includes(answer.status), `${route.path}: ${answer.text.slice(0, 200)}`);
      assert.ok(!answer.text.includes(foreign), route.path);
    }
  });

  test('promise_10_metrics_say_whose_they_are_by_the_random_id', async () => {
    const text = await (await fetch(company.server.metricsUrl)).text();
    const ids = new Set([...text.matchAll(/organisation="([^"]+)"/g)].map(([, id]) => id));
    assert.equal(ids.size, 2);
    assert.ok(ids.has(added.id));
    assert.doesNotMatch(text, /localhost|127\.0\.0\.1|Aciéries/);
    for (const line of text.split('\n').filter((each) => each && !each.startsWith('#'))) assert.match(line, /\{organisation="/);
    const types = text.split('\n').filter((line) => line.startsWith('# TYPE'));
    assert.equal(new Set(types).size, types.length, 'a family is named once');
  });

  test('promise_10_no_request_to_one_reads_or_changes_anything_of_the_other', async () => {
    await eventually('its own work is done', () => Number(askStore(store, `select count(*) from job where run_at <= ${Date.now()}`).trim()) === 0);
    const before = rowsOf(store);
    const bodyOf = (route) => (route.type === 'application/json' ? example(route.schema) : route.type ? 'x' : undefined);
    const headers = () => ({ 'idempotency-key': randomUUID(), 'x-forwarded-host': otherHost(), 'x-organisation': added.id, 'x-original-host': otherHost(), forwarded: `host=${otherHost()}` });
    let asked = 0;
    // What only reads first: afterwards somebody may have left.
    for (const route of [...all].sort((a, b) => (a.method === 'GET' ? 0 : 1) - (b.method === 'GET' ? 0 : 1))) {
      if (route.path.endsWith('/events')) continue; // a stream: above
      const ids = route.path.includes('{') ? Object.values(words) : [''];
      for (const id of ids) {
        const path = route.path.replaceAll('{network}', 'linkedin').replaceAll(/\{[^}]+\}/g, id);
        for (const [name, browser] of Object.entries(own)) {
          const answer = await browser.copy().call(route.method, path, bodyOf(route), { headers: headers(), ...(route.type && route.type !== 'application/json' ? { type: route.type.split(',')[0].replace('*', 'png') } : {}) });
          asked += 1;
          assert.ok(!answer.text.includes(foreign), `${name} ${route.method} ${path}: ${answer.text.slice(0, 300)}`);
        }
      }
    }
    assert.ok(asked > 1000, `${asked} requests`);
    assert.deepEqual(rowsOf(store), before, 'not a row of the other was touched');
    // The same questions at the other: its words are there to be found.
    let found = 0;
    for (const route of all.filter(({ method, path }) => method === 'GET' && !path.endsWith('/events')))
      for (const id of route.path.includes('{') ? Object.values(words) : [''])
        if ((await theirs.ed.copy().get(route.path.replaceAll('{network}', 'linkedin').replaceAll(/\{[^}]+\}/g, id))).text.includes(foreign)) found += 1;
    assert.ok(found >= 8, `${found} answers of its own hold its words`);
    assert.equal((await theirs.awa.ask('GET', `/shares/${share.id}`)).text, second.text);
  });

  test('promise_10_postgresql_refuses_each_role_what_is_the_other_s', { skip: engine !== 'postgres' }, () => {
    for (const query of ['select * from public.person', 'set search_path = public; select * from person', 'select * from public.story limit 1', `create table public.mine(id text)`])
      assert.throws(() => askStore(store, query), /permission denied/, query);
    assert.equal(askStore(store, 'show search_path').trim(), store.schema);
    assert.match(askStore(store, 'select count(*) from person').trim(), /^[1-9]/);
  });

  test('promise_10_sqlite_keeps_each_in_a_folder_of_its_random_id', { skip: engine !== 'sqlite' }, () => {
    assert.equal(store.file, join(company.server.folder, 'data/organisations', added.id, 'essaim.db'));
    assert.match(added.id, /^[\w-]{16}$/);
  });
});

describe('the command line', () => {
  const run = (...line) => essaim(line, environment());

  test('lists both, and asks which one is meant', async () => {
    const listed = JSON.parse((await run('organisation', 'list', '--json')).stdout);
    assert.deepEqual(listed.map(({ name, first, state }) => [name, first, state]), [[host(), true, 'served'], [otherHost(), false, 'served']]);
    assert.equal(listed[1].id, added.id);
    assert.notEqual(listed[0].id, added.id);
    const file = join(mkdtempSync(join(tmpdir(), 'essaim-organisations-')), 'people.csv');
    for (const line of [['people', 'import', file, '--dry-run'], ['doctor'], ['backup', file], ['people', 'remove-factor', emails.lea], ['person', 'export', emails.lea], ['person', 'erase', emails.lea, '--yes'], ['links', 'make', 'https://acier.example/']]) {
      const said = await run(...line);
      assert.notEqual(said.code, 0, line.join(' '));
      assert.match(said.stderr, new RegExp(`cli.which_organisation: say --organisation and one of ${host()}, ${otherHost()}`), line.join(' '));
    }
    assert.match((await run('doctor', '--organisation', 'nobody.example')).stderr, /cli\.no_organisation: nobody\.example is none/);
    rmSync(join(file, '..'), { recursive: true });
  });

  test('people go into the one that is named, and a backup holds that one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'essaim-organisations-'));
    writeFileSync(join(folder, 'people.csv'), 'name,email\nNeue Kollegin,neue@acieries.example\n');
    assert.equal((await run('people', 'import', join(folder, 'people.csv'), '--organisation', otherHost())).code, 0);
    assert.equal((await theirs.administrator.ask('GET', '/people?query=neue')).items.length, 1);
    assert.equal((await own.administrator.copy().get('/api/v1/people?query=neue')).text.includes('neue@'), false);
    const { public_key: key } = JSON.parse((await run('backup', 'keygen', '--to', join(folder, 'recovery.key'), '--json')).stdout);
    const made = await essaim(['backup', join(folder, 'one.essaim'), '--organisation', otherHost(), '--json'], { ...environment(), ESSAIM_BACKUP_KEY: key });
    assert.equal(made.code, 0, made.stderr);
    const held = JSON.parse((await run('backup', 'verify', join(folder, 'one.essaim'), '--key', join(folder, 'recovery.key'), '--json')).stdout);
    assert.deepEqual([held.organisation, held.address], [added.id, `http://${otherHost()}`]);
    rmSync(folder, { recursive: true });
  });

  test('the doctor looks at the one that is named', async () => {
    const findings = JSON.parse((await run('doctor', '--organisation', otherHost(), '--json')).stdout);
    assert.match(findings.find(({ what }) => what === 'data folder').said, new RegExp(added.id));
    assert.equal(findings.find(({ what }) => what === 'database role'), undefined);
    // The first one's role made the other's, as a superuser: it may read all, and the doctor says so.
    const first = JSON.parse((await run('doctor', '--organisation', host(), '--json')).stdout).find(({ what }) => what === 'database role');
    assert.equal(first?.state, engine === 'postgres' ? 'broken' : undefined);
  });

  test('an address is one organisation’s, and keys of the process are not its', async () => {
    for (const [line, code] of [
      [[`http://${otherHost()}`], 'organisation.host_taken'], [[`http://${host()}`], 'organisation.host_taken'], [['http://third.example', `hosts=${otherHost()}`], 'organisation.host_taken'],
      [['http://third.example', 'listen=127.0.0.1:1'], 'organisation.key_of_the_process'], [['http://third.example', 'nonsense=1'], 'config.unknown_key'], [['third.example'], 'cli.usage'],
    ]) {
      const said = await run('organisation', 'add', ...line);
      assert.notEqual(said.code, 0, line.join(' '));
      assert.match(said.stderr, new RegExp(code.replace('.', '\\.')), line.join(' '));
    }
  });

  test('it is removed when its name is typed again; its data stay until they are erased', async () => {
    const wrong = await remove('somebody else', otherHost());
    assert.equal(wrong.code, 1);
    assert.match(wrong.said, /organisation\.name_differs: nothing was changed/);
    assert.match((await remove(host(), host())).said, /organisation\.first/);
    const early = await remove(otherHost(), otherHost(), '--erase');
    assert.match(early.said, /organisation\.in_use/);
    assert.equal((await theirs.awa.ask('GET', `/shares/${share.id}`)).text, second.text, 'and is served as before');

    assert.equal((await remove(otherHost(), otherHost())).code, 0);
    await restart();
    // The name of loopback is the first one's again, and nothing of the other answers there.
    assert.doesNotMatch((await other().get(`/api/v1/stories/${story.id}`)).text, new RegExp(foreign));
    assert.equal((await theirs.awa.copy().get('/api/v1/me')).status, 401);
    assert.ok(existsSync(join(added.data, 'keys/token.key')));
    assert.match((await run('organisation', 'add', `http://${otherHost()}`)).stderr, /organisation\.kept/);

    assert.equal((await run('organisation', 'add', `http://${otherHost()}`, '--kept')).code, 0);
    await restart();
    assert.equal((await theirs.awa.ask('GET', `/shares/${share.id}`)).text, second.text, 'as it was');

    assert.equal((await remove(otherHost(), otherHost())).code, 0);
    await restart();
    const gone = await remove(otherHost(), otherHost(), '--erase');
    assert.equal(gone.code, 0, gone.said);
    assert.ok(!existsSync(added.data) && !existsSync(added.configuration));
    if (engine === 'postgres') {
      const left = (query) => askStore({ url: company.server.database.url }, query).trim();
      assert.equal(left(`select count(*) from pg_namespace where nspname = '${store.schema}'`), '0');
      assert.equal(left(`select count(*) from pg_roles where rolname = '${store.schema}'`), '0');
    }
    assert.equal(JSON.parse((await run('organisation', 'list', '--json')).stdout).length, 1);
    assert.equal((await own.administrator.copy().get('/healthz')).status, 200);
  });
});

test('a new one is set up by its own link, and mails of each bear its own address', async () => {
  const name = `localhost:${company.server.port}`;
  const said = await essaim(['organisation', 'add', `http://${name}`, 'mail_from=Voisine <voisine@example.org>', 'second_factor=offered', '--json'], environment());
  assert.equal(said.code, 0, said.stderr);
  const fresh = JSON.parse(said.stdout);
  assert.notEqual(fresh.id, added.id, 'an id never comes back');
  await restart();
  const [, token] = await eventually('its link is printed', () => new RegExp(`http://${name}/setup#([\\w-]+)`).exec(company.server.output()));
  const camille = other();
  const people = { organisation_name: 'La Voisine', programme_name: 'Les Voisins', language: 'fr', name: 'Camille Roux', email: 'camille@acieries.example', password };
  await camille.ask('POST', '/setup', { token, ...people });
  assert.equal((await other().ask('GET', '/programme')).organisation_name, 'La Voisine');
  assert.equal((await company.server.client().ask('GET', '/programme')).organisation_name, 'Aciéries du Nord');
  company.mailbox.mails.length = 0;
  await other().call('POST', '/api/v1/sign-in-links', { email: 'camille@acieries.example' }, { headers: { 'x-forwarded-host': host() } });
  const mail = await company.mailbox.next('camille@acieries.example', /http:/);
  assert.match(mail.text, new RegExp(`http://${name}/`));
  assert.doesNotMatch(mail.text, new RegExp(host()));
  assert.equal(storeOf(fresh).schema === undefined, engine === 'sqlite');
  if (engine === 'postgres') {
    assert.equal((await remove(name, name)).code, 0);
    await restart();
    assert.equal((await remove(name, name, '--erase')).code, 0);
  }
});
