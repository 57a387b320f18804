// What somebody stored comes out inert, and what is secret does not come out at all (security.md 19, 24 to 26, 39).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { routes } from '../scenarios/lib/contract.mjs';
import { naughty, xss } from '../scenarios/lib/nasty.mjs';
import { findPerson, importPeople, openCompany } from '../scenarios/lib/organisation.mjs';
import { eventually } from '../scenarios/lib/server.mjs';
import { ask, assertUnwritten, written } from './lib/stores.mjs';
import { draft, publish, shareInput, storyInput } from './lib/stories.mjs';

const all = routes();
let company, server, story;
before(async () => {
  company = await openCompany({ config: { trusted_proxies: '127.0.0.1', smtp_user: 'canary-user-7fhq2', smtp_password: 'canary-mail-word-4nd9', log_level: 'debug' } });
  server = company.server;
  story = await publish(company.ed);
});
after(() => company?.close());

test('security_19_39_the_log_the_metrics_and_the_audit_name_no_secret_no_person_and_no_address', async () => {
  // Words that occur nowhere else, put wherever somebody may write.
  const canaries = { 'a draft': 'canary-draft-81kz', 'a share’s text': 'canary-share-p3mv', 'a title': 'canary-title-9wqa', 'a reason': 'canary-why-5tty', 'a search': 'canary-search-j2lo', 'a name': 'Canary Nameová', 'an inviter’s words': 'canary-invitation-0xrb', 'a path': 'canary-path-66us', 'a referrer': 'canary-referrer-m8' };
  const secret = await publish(company.ed, { title: canaries['a title'], why: canaries['a reason'] });
  await company.awa.ask('PUT', `/stories/${secret.id}/drafts/x`, { text: canaries['a draft'] });
  const { share } = await company.awa.once('POST', '/shares', shareInput(secret, { text: canaries['a share’s text'] }));
  await company.awa.get(`/api/v1/stories?query=${canaries['a search']}`);
  await company.awa.get(`/api/v1/${canaries['a path']}`);
  await company.awa.call('POST', '/api/v1/shares', `{"${canaries['a path']}`, { type: 'application/json' });
  await importPeople(company, [`${canaries['a name']},canary.mail@acieries.example,fr,RH,Lyon,FR,Europe/Paris,hr,employee`]);
  const person = await findPerson(company.administrator, 'canary.mail@acieries.example');
  await company.administrator.once('POST', '/invitations', { person_ids: [person.id], group_id: null, everybody: false, message: canaries['an inviter’s words'] });
  await server.client().call('POST', '/api/v1/session', { email: 'canary.mail@acieries.example', password: 'canary-password-zz81' });
  await server.client({ 'x-forwarded-for': '203.0.113.177' }).get(new URL(share.link).pathname, { headers: { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0', referer: `https://site.example/${canaries['a referrer']}` } });
  await eventually('the click is stored', async () => (await company.awa.ask('GET', `/shares/${share.id}`)).filtered + (await company.awa.ask('GET', `/shares/${share.id}`)).clicks > 0);
  const metrics = await (await fetch(server.metricsUrl)).text();
  const log = server.output().slice(server.output().indexOf('\n{') + 1);
  // What the fetcher may reach inside is recorded by name: an address of a machine of ours, not of a person.
  const audit = ask(server, `select actor_id, action, subject, detail from audit where action <> 'fetcher.internal_hosts'`).map((row) => row.join(' ')).join('\n');
  assert.ok(metrics.includes('essaim_jobs') && log.includes('"level"') && audit.includes('invitations.sent'), 'there is something to look into');
  const names = ['canary.mail', 'Awa', 'Diallo', 'camille@', 'acieries.example', '203.0.113.177', '127.0.0.1', 'canary-password-zz81', 'canary-mail-word-4nd9', 'canary-user-7fhq2', ...Object.values(canaries)];
  const cookies = [...company.awa.cookies.values(), ...company.administrator.cookies.values()].filter((value) => value.length > 16);
  for (const [where, text] of Object.entries({ metrics, audit, log: log.replaceAll(/"(address|listen|url)":"[^"]*"/g, '') })) for (const word of [...names, ...cookies]) assert.ok(!text.includes(word), `${where} names ${word}: ${text.split('\n').find((line) => line.includes(word))}`);
  // In the data, what is no secret of the organisation's stands; what opens a door or tells of a reader does not.
  assertUnwritten(server, { 'a password': 'canary-password-zz81', 'the word of the mail server': 'canary-mail-word-4nd9', 'a reader’s address': '203.0.113.177', 'the path of a referrer': canaries['a referrer'], ...Object.fromEntries(cookies.map((cookie, at) => [`cookie ${at}`, cookie])) }, canaries['a title']);
});

test('security_19_no_answer_shows_what_only_the_operator_knows', async () => {
  for (const route of all.filter(({ method, path }) => method === 'GET' && !path.endsWith('/events'))) {
    const path = route.path.replaceAll(/\{\w+\}/g, () => story.id);
    for (const caller of [company.awa, company.administrator]) {
      const { text } = await caller.copy().get(path);
      for (const word of ['canary-mail-word', 'canary-user', server.folder, '$argon2id', 'token_hash', 'postgresql://']) assert.ok(!text.includes(word), `GET ${path} shows ${word}`);
      for (const cookie of caller.cookies.values()) if (cookie.length > 16) assert.ok(!text.includes(cookie), `GET ${path} shows the session`);
    }
  }
});

test('security_39_the_audit_is_a_chain_whose_records_hold_no_line_end', async () => {
  await company.administrator.ask('POST', '/people', { name: 'Line\r\nEnd', email: 'line@acieries.example', language: null, group_path: 'A\nB', site: null, country: null, time_zone: null, job_family: null, status: null });
  const { items } = await company.administrator.ask('GET', '/people?query=line');
  await company.administrator.ask('PUT', `/people/${items[0].id}/roles`, { roles: ['editor'] });
  const rows = ask(server, 'select number, action, subject, detail from audit order by number');
  assert.deepEqual(rows.map(([number]) => Number(number)), rows.map((_, at) => at + 1), 'no number is missing, and a line is one record');
  for (const action of ['person.added', 'role.granted', 'session.opened', 'invitations.sent', 'setup.done']) assert.ok(rows.some((row) => row[1] === action), action);
});

test('security_24_hostile_words_are_kept_as_they_are_and_leave_no_page_or_letter_of_ours_alive', async () => {
  const settings = await company.administrator.ask('GET', '/settings');
  for (const payload of xss) {
    const made = await publish(company.ed, { title: payload, summary: payload, why: payload, variants: [{ network: null, language: 'fr', label: 'x', text: payload }] });
    const got = await company.awa.call('GET', `/api/v1/stories/${made.id}`);
    assert.match(got.headers['content-type'], /^application\/json/);
    assert.equal(got.headers['x-content-type-options'], 'nosniff');
    const composer = await company.awa.ask('GET', `/stories/${made.id}/composer`);
    assert.equal(composer.story.variants[0].text, got.body.variants[0].text);
    const { share, open_url: url, qr_path: qr } = await company.awa.once('POST', '/shares', shareInput(made, { text: payload, network: 'x' }));
    assert.match(url, /^https:\/\//, 'a network is opened over HTTPS, whatever is written');
    assert.doesNotMatch(url, /[<>"'\s]/);
    assert.match(qr ?? 'M0', /^[MmHhVvLlZz\d\s.,-]*$/, 'a picture of modules, no markup');
    assert.equal(share.text, payload);
    await company.administrator.ask('PUT', '/settings', { ...settings, programme_name: payload.slice(0, 60) });
    await server.client().call('POST', '/api/v1/sign-in-links', { email: 'ed@acieries.example' }, { headers: { 'x-forwarded-for': `198.51.100.${xss.indexOf(payload)}`, 'x-forwarded-proto': 'https' } });
  }
  await company.administrator.ask('PUT', '/settings', settings);
  const letters = await eventually('letters came', () => {
    const found = company.mailbox.to('ed@acieries.example').filter(({ text }) => /sign-in\/link#/.test(text));
    return found.length >= 3 && found;
  });
  for (const { html, raw } of letters) {
    const tags = html.replaceAll(/"[^"]*"/g, '""'); // what stands in quotes is a value
    assert.doesNotMatch(html, /<[^>]*(href|src)="(javascript|data):/i);
    assert.doesNotMatch(tags, /<(script|iframe|svg|math|object|embed|form|style>@import)|<[^>]+\son\w+\s*=|javascript:window/i);
    assert.doesNotMatch(raw.split(/\r?\n\r?\n/)[0], /essaimPwned.*\n(?! )\S*<|^<script/m, 'no head of a letter is broken open');
  }
});

test('security_24_an_address_is_no_script_and_a_page_of_a_link_shows_it_as_text', async () => {
  for (const address of ['javascript:window.essaimPwned=1', 'data:text/html,<script>1</script>', 'vbscript:x', 'file:///etc/passwd', '//evil.example', 'https://user:pass@evil.example/', 'https://evil.example\\@good.example/', 'java\tscript:1', ' javascript:1', 'http://', 'https://x y/']) {
    const answer = await company.ed.call('POST', '/api/v1/stories', storyInput({ address }));
    if (answer.status === 201) assert.match(answer.body.address, /^https?:\/\/[\w.-]+(\/|$)/, `${address} became ${answer.body.address}`);
    else assert.equal(answer.status, 422, address);
  }
  let taken = 0;
  for (const path of ['"><script>window.essaimPwned=1</script>', "a?b='-window.essaimPwned=1-'", 'a?b=%22%3E%3Cscript%3E', 'a#"><b>', 'a?b=%0d%0aSet-Cookie:x=1', 'a\r\nSet-Cookie: x=1']) {
    const made = await company.ed.call('POST', '/api/v1/stories', storyInput({ address: `https://acier.example/${path}` }));
    if (made.status === 422) continue;
    taken += 1;
    await company.ed.ask('POST', `/stories/${made.body.id}/publication`, { again_confirmed: true });
    const { share } = await company.awa.once('POST', '/shares', shareInput(made.body));
    const { status, headers } = await server.client().get(new URL(share.link).pathname);
    assert.equal(status, 302);
    assert.doesNotMatch(headers.location, /[<>"\s]/, path);
    assert.equal(headers['set-cookie'], undefined, path);
  }
  assert.ok(taken >= 2, `${taken} of them are addresses`);
});

test('security_25_no_cell_of_a_table_is_a_formula', async () => {
  const starts = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '=cmd|\' /C calc\'!A0', '=HYPERLINK("https://evil.example","x")', '"=1', ' =1'];
  for (const [at, title] of starts.entries()) {
    // Its theme has that name too: themes stand in a table from the first share on.
    const theme = await company.ed.ask('POST', '/themes', { name_fr: `${title} ${at}`, name_en: `${title} ${at}`, colour: 'miel' });
    const made = await publish(company.ed, { title, theme_ids: [theme.id] });
    await company.awa.once('POST', '/shares', shareInput(made, { text: title.trim(), network: 'telegram' }));
  }
  const route = all.find(({ path }) => path.endsWith('/influence.csv'));
  const parameter = route.query.find((name) => /table/.test(name));
  const tables = ['', ...['shares', 'stories', 'networks', 'themes', 'countries', 'weeks', 'days', 'hours', 'referrers', 'devices'].map((name) => `?${parameter}=${name}`)];
  let cells = 0, titles = 0;
  for (const query of tables) {
    for (const language of ['fr', 'en']) {
      const answer = await company.awa.copy().get(`/api/v1/influence.csv${query}`, { headers: { 'accept-language': language } });
      if (answer.status !== 200) continue;
      assert.match(answer.headers['content-disposition'], /^attachment/);
      assert.match(answer.headers['content-type'], /^text\/csv; charset=utf-8/);
      const text = answer.text.replace(/^\ufeff/, '');
      const separator = text.split('\r\n')[0].includes(';') ? ';' : ',';
      for (const cell of cellsOf(text, separator)) {
        cells += 1;
        titles += /1\+1|SUM|calc|HYPERLINK/.test(cell) ? 1 : 0;
        assert.doesNotMatch(cell, /^[=+@\t\r]|^-(?!\d+([.,]\d+)?$)/, `${query}: ${cell}`);
      }
    }
  }
  assert.ok(cells > 50 && titles >= 5, `${cells} cells, ${titles} of them hostile`);
});
/** RFC 4180: quoted fields, doubled quotes. */
function cellsOf(text, separator) {
  const cells = [];
  for (let at = 0; at < text.length;) {
    let cell = '';
    if (text[at] === '"') {
      for (at += 1; at < text.length; at += 1) {
        if (text[at] === '"' && text[at + 1] === '"') at += 1;
        else if (text[at] === '"') break;
        cell += text[at];
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== separator && text[at] !== '\r') cell += text[at++];
    }
    assert.ok(at >= text.length || text[at] === separator || text.startsWith('\r\n', at), `a cell ends where it should: ${text.slice(at - 20, at + 20)}`);
    at += text[at] === '\r' ? 2 : 1;
    cells.push(cell);
  }
  return cells;
}

/** What a tool for injection tries first: each pair differs for a database that reads it, and for nobody else. */
const injections = [
  ["x' AND '1'='1", "x' AND '1'='2"], ["x' OR '1'='1' --", "x' OR '1'='2' --"], ['x" AND "1"="1', 'x" AND "1"="2'], ["x') OR ('1'='1", "x') OR ('1'='2"], ["x' UNION SELECT 1 --", "x' UNION SELECT 1,2 --"],
  ["x'; SELECT 1 --", "x'; SELECT nothing_there --"], ['x/**/OR/**/1=1', 'x/**/OR/**/1=2'], ["x' || 'y", "x' || nothing || 'y"], ['1 OR 1=1', '1 OR 1=2'], ["x\\' OR 1=1 --", "x\\' OR 1=2 --"],
];
const shapeOf = ({ status, body, text }) => (body?.items ? { status, count: body.items.length, total: body.total } : { status, code: body?.code, length: status === 200 ? text.length : 0 });

test('security_26_no_parameter_reaches_the_database_as_words_of_its_own', async () => {
  for (const { path, query } of all.filter(({ method, query: names }) => method === 'GET' && names.length)) {
    const caller = () => (/people|settings|outbox/.test(path) ? company.administrator : company.lea).copy();
    for (const name of query) {
      for (const pair of injections) {
        // A search reads words: there, what stands between them must make no difference.
        const [yes, no] = path.endsWith('/stories') && name === 'query' ? [pair[0], pair[0].replaceAll(/[^\w]+/g, ' ')] : pair;
        const [one, other] = [await caller().get(`${path}?${name}=${encodeURIComponent(yes)}`), await caller().get(`${path}?${name}=${encodeURIComponent(no)}`)];
        assert.notEqual(one.status, 429);
        assert.deepEqual(shapeOf(one), shapeOf(other), `${path}?${name}= tells ${yes} from ${no}`);
      }
    }
  }
  // A pattern's letters are letters: everybody is not found by a percent sign.
  for (const wild of ['%', '_', '%%', '_____', '*', '[a-z]', '\\', '%\\']) {
    const { items } = await company.administrator.ask('GET', `/people?query=${encodeURIComponent(wild)}`);
    assert.ok(items.length < 3, `“${wild}” finds ${items.length} people`);
  }
  const tables = ask(server, 'select count(*) from person').flat()[0];
  for (const word of naughty.filter((each) => /drop|pg_sleep|or 1=1/i.test(each))) await company.administrator.get(`/api/v1/people?query=${encodeURIComponent(word)}`);
  assert.equal(ask(server, 'select count(*) from person').flat()[0], tables);
});

test('security_26_words_of_sql_in_a_path_a_body_or_a_cursor_are_words', async () => {
  for (const [yes, no] of injections) {
    for (const route of all.filter(({ method, path }) => method === 'GET' && path.includes('{'))) {
      const [one, other] = [yes, no].map((word) => route.path.replaceAll(/\{\w+\}/g, encodeURIComponent(word)));
      assert.deepEqual(shapeOf(await company.lea.get(one)), shapeOf(await company.lea.get(other)), route.path);
    }
    const made = await draft(company.ed, { title: yes, why: no });
    const got = await company.ed.ask('GET', `/stories/${made.id}`);
    assert.deepEqual([got.title, got.why], [yes, no], 'kept letter by letter');
  }
  assert.ok(written(server).length > 1);
});
