// What is offered to members and handed to readers (security.md 29, 30, 33): links that lead where they were made to
// lead, uploads that are what they are, and nothing shared that may not be.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { randomUUID } from 'node:crypto';
import { openCompany } from '../scenarios/lib/organisation.mjs';
import { picture } from './lib/pictures.mjs';
import { ask, written } from './lib/stores.mjs';
import { draft, publish, shareInput } from './lib/stories.mjs';

let company, server, story, share;
before(async () => {
  company = await openCompany();
  server = company.server;
  story = await publish(company.ed, { address: 'https://acier.example/article?x=1' });
  share = (await company.awa.once('POST', '/shares', shareInput(story))).share;
});
after(() => company?.close());

test('security_29_a_link_leads_where_it_was_made_to_lead_whatever_is_appended', async () => {
  const path = new URL(share.link).pathname;
  const { headers: { location } } = await server.client().get(path);
  assert.match(location, /^https:\/\/acier\.example\/article\?x=1/);
  for (const rest of ['?url=https://evil.example', '?next=//evil.example', '?to=evil', '?x=2', '#@evil.example', '?q=%0d%0aLocation:https://evil.example', '//evil.example', '/..//evil.example', '/%2e%2e/evil', '@evil.example', '%00', '.evil.example', '?https://evil.example']) {
    const answer = await server.client().get(path + rest, { rawPath: path + rest.replace(/#.*/, '') });
    if (answer.status === 302) assert.equal(answer.headers.location, location, rest);
    else assert.ok([400, 404].includes(answer.status) && !answer.headers.location, `${rest}: ${answer.status}`);
  }
  for (const headers of [{ 'x-forwarded-host': 'evil.example' }, { 'x-original-url': 'https://evil.example' }, { referer: 'https://evil.example' }]) assert.equal((await server.client().get(path, { headers })).headers.location, location);
});

/** Asks for many paths on one connection; the status of each answer. */
const pipelined = (paths) => new Promise((done, fail) => {
  let text = '';
  const socket = connect(server.port, '127.0.0.1', () => socket.write(paths.map((path, at) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${server.port}\r\nUser-Agent: Firefox\r\n${at === paths.length - 1 ? 'Connection: close\r\n' : ''}\r\n`).join('')));
  socket.on('data', (bytes) => (text += bytes));
  socket.on('error', fail);
  socket.on('close', () => done(text.match(/^HTTP\/1\.1 \d{3}/gm).map((line) => Number(line.slice(9)))));
});

test('security_29_ten_thousand_guesses_find_no_link_and_all_are_answered_alike', async () => {
  const code = new URL(share.link).pathname.slice(3);
  assert.ok(code.length >= 8, code);
  const letters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_';
  const random = () => Array.from(code, () => letters[Math.floor(Math.random() * letters.length)]).join('');
  // Neighbours of a code that exists, and codes at random.
  const near = [...code].flatMap((_, at) => [...letters].map((letter) => code.slice(0, at) + letter + code.slice(at + 1))).filter((each) => each !== code);
  const guesses = [...near, ...Array.from({ length: 10_000 - near.length }, random)];
  for (let at = 0; at < guesses.length; at += 500) {
    const part = guesses.slice(at, at + 500);
    const statuses = await pipelined(part.map((guess) => `/r/${guess}`));
    assert.equal(statuses.length, part.length);
    // A code's letters may be told apart by case or not; what is the same code is no guess.
    assert.deepEqual([...new Set(statuses.filter((_, index) => part[index].toLowerCase() !== code.toLowerCase()))], [404]);
  }
  const [one, other] = [await server.client().get(`/r/${near[0]}`), await server.client().get('/r/x')];
  assert.equal(one.text, other.text, 'nothing is told of how near a guess was');
});

test('security_29_a_code_that_is_gone_is_given_to_nobody_again', async () => {
  const old = (await company.awa.once('POST', '/shares', shareInput(story, { network: 'xing' }))).share;
  await company.awa.ask('DELETE', `/shares/${old.id}`);
  const codes = new Set([old.link]);
  for (let at = 0; at < 20; ++at) {
    const next = (await company.awa.once('POST', '/shares', shareInput(story, { network: 'telegram' }))).share.link;
    assert.ok(!codes.has(next));
    codes.add(next);
  }
  assert.equal((await server.client().get(new URL(old.link).pathname)).status, 302, 'and its readers still arrive');
});

const upload = (bytes, type = 'image/png', headers = {}, by = company.ed) => by.call('POST', '/api/v1/media', bytes, { type, headers });
const served = (media) => company.awa.get(new URL(media.url, server.url).pathname);

test('security_30_an_upload_is_what_its_bytes_are_whatever_it_is_called', async () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>';
  const refused = { svg, 'svg as png': svg, html: '<!doctype html><script>alert(1)</script>', php: '<?php system("id");', elf: Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), zip: Buffer.from('PK\x03\x04', 'latin1'), javascript: 'alert(1)', nothing: '', 'half a picture': picture().subarray(0, 40), 'a head alone': Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), 'a gif of a script': 'GIF89a/*<script>*/=1;alert(1)' };
  for (const [what, bytes] of Object.entries(refused)) {
    for (const type of ['image/png', 'image/svg+xml', 'application/octet-stream']) {
      const answer = await upload(bytes, type);
      assert.ok(answer.status >= 400 && answer.status < 500, `${what} as ${type}: ${answer.status} ${answer.text}`);
    }
  }
  for (const type of ['text/html', 'image/svg+xml; x', 'application/x-php']) {
    const answer = await upload('x', type);
    assert.ok([415, 422].includes(answer.status), `${type}: ${answer.status}`);
  }
});

test('security_30_a_picture_is_drawn_anew_and_brings_nothing_along', async () => {
  const canaries = ['canary-gps-48.8566', 'canary-comment', 'canary-tail<script>', 'canary-xmp'];
  const bytes = picture({
    extra: [['eXIf', Buffer.from(`II*\0\x08\0\0\0${canaries[0]}`)], ['tEXt', Buffer.from(`Comment\0${canaries[1]}`)], ['iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${canaries[3]}`)], ['zTXt', Buffer.concat([Buffer.from('X\0\0'), deflateSync(canaries[1])])]],
    tail: Buffer.from(`PK\x03\x04${canaries[2]}`),
  });
  const { body: media } = await upload(bytes, 'image/png', { 'x-file-name': encodeURIComponent('../../../etc/cron.d/<script>.png') });
  assert.doesNotMatch(media.name, /\/|\\|^\./);
  const answer = await served(media);
  assert.equal(answer.status, 200);
  assert.match(answer.headers['content-type'], /^image\/(png|jpeg|webp)$/);
  assert.match(answer.headers['content-security-policy'], /default-src 'none'; sandbox/);
  assert.equal(answer.headers['x-content-type-options'], 'nosniff');
  for (const { where, bytes: kept } of written(server)) for (const canary of canaries) assert.ok(!kept.includes(canary), `${where} holds ${canary}`);
  assert.match(media.url, /\/media\/[0-9a-f]{64}$/, 'its name is none that somebody chose');
});

test('security_30_a_picture_of_too_many_points_is_refused_before_it_is_drawn', async () => {
  for (const [width, height] of [[50_000, 50_000], [0x7fffffff, 0x7fffffff], [1, 0x7fffffff], [0, 0], [100_000, 1]]) {
    const answer = await upload(picture({ width, height, rows: deflateSync(Buffer.alloc(1 << 20)) }));
    assert.equal(answer.status, 422, `${width} × ${height}: ${answer.status} ${answer.text}`);
  }
  // Two megabytes that would unfold to two gigabytes.
  const answer = await upload(picture({ width: 40_000, height: 40_000, rows: deflateSync(Buffer.alloc(64 << 20)) }));
  assert.equal(answer.status, 422);
  assert.equal((await server.client().get('/healthz')).status, 200);
});

test('security_30_a_document_is_handed_out_to_be_saved_never_to_be_run', async () => {
  const { body: media, status } = await upload('%PDF-1.4\n<script>alert(1)</script>\n%%EOF', 'application/pdf', { 'x-file-name': encodeURIComponent('a"\r\nX-Evil: 1\r\n.html') });
  assert.equal(status, 201);
  const answer = await served(media);
  assert.equal(answer.headers['content-type'], 'application/pdf');
  assert.match(answer.headers['content-disposition'], /^attachment; filename\*=UTF-8''[\w%.~-]+$/);
  assert.equal(answer.headers['x-evil'], undefined);
  assert.match(answer.headers['content-security-policy'], /sandbox/);
});

test('security_30_an_upload_is_for_whoever_is_signed_in', async () => {
  const { body: media } = await upload('%PDF-1.4 internal\n%%EOF', 'application/pdf');
  const path = new URL(media.url, server.url).pathname;
  assert.equal((await company.awa.get(path)).status, 200);
  const [stranger, nothing] = [await server.client().get(path), await server.client().get(`/media/${'0'.repeat(64)}`)];
  assert.equal(stranger.status, 404);
  const told = ({ status, text, headers: { date, ...headers } }) => ({ status, text, headers });
  assert.deepEqual(told(stranger), told(nothing), 'that somebody here has this file is not told either');
});

test('security_30_uploads_have_a_size_and_a_number', async () => {
  assert.equal((await upload(Buffer.concat([Buffer.from('%PDF-1.4'), Buffer.alloc(21 << 20), Buffer.from('%%EOF')]), 'application/pdf')).status, 413);
  let stopped = null, taken = 0;
  for (let at = 0; at < 40 && !stopped; ++at) {
    const answer = await upload(`%PDF-1.4 ${at}\n%%EOF`, 'application/pdf', {}, company.lea);
    if (answer.status === 201) taken += 1;
    else stopped = answer;
  }
  assert.deepEqual([stopped?.status, stopped?.body.code, taken], [429, 'media.too_many_uploads', 30]);
  assert.ok(Number(stopped.headers['retry-after']) >= 1, 'and says when to come again');
});

/** Every call by which a member could take a story along. */
const takingAlong = (id) => [
  ['GET', `/stories/${id}`], ['GET', `/stories/${id}/composer`], ['PUT', `/stories/${id}/drafts/x`, { text: 'x' }], ['PUT', `/stories/${id}/keeping`], ['PUT', `/stories/${id}/aside`, { reason: 'not_interested' }],
  ['POST', '/originality', { story_id: id, text: 'Un texte à moi.' }], ['POST', '/shares', shareInput({ id })],
];

test('security_33_what_is_not_out_not_yet_no_more_or_not_for_me_can_be_shared_by_nobody', async () => {
  const at = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString().replace(/\.\d+/, '');
  const withdrawn = await publish(company.ed);
  await company.ed.ask('DELETE', `/stories/${withdrawn.id}/publication`);
  const groups = await company.ed.ask('GET', '/groups');
  const elsewhere = groups.find(({ path }) => /Production/.test(path));
  const ending = await publish(company.ed, { expires_at: at(1) });
  ask(server, `update story set expires_at = 1 where title is not null and id = (select max(id) from story)`);
  const stories = {
    'a draft': await draft(company.ed), withdrawn, 'under embargo': await publish(company.ed, { embargo_until: at(2) }), 'for others': await publish(company.ed, { group_ids: [elsewhere.id] }), expired: ending,
  };
  const readable = {}; // what of it a member may still read, and share not
  for (const [what, { id }] of Object.entries(stories)) {
    for (const [method, path, body] of takingAlong(id)) {
      for (const member of [company.awa, company.paul]) {
        const answer = await member.copy().call(method, `/api/v1${path}`, body, { headers: { 'idempotency-key': randomUUID() } });
        if (method === 'GET' && answer.status === 200) readable[`${what} ${path.replace(id, '{id}')}`] = true;
        else assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${method} ${path} answered ${answer.status}`);
      }
    }
    for (const list of ['/today', '/stories', '/kept']) assert.ok(!(await company.awa.get(`/api/v1${list}`)).text.includes(id), `${what} stands in ${list}`);
  }
  assert.deepEqual(Object.keys(readable), []);
});

test('security_33_no_step_of_a_story_can_be_skipped_or_taken_twice', async () => {
  const made = await draft(company.ed);
  await company.ed.refused(409, 'DELETE', `/stories/${made.id}/publication`);
  await company.ed.ask('POST', `/stories/${made.id}/publication`);
  const twice = await company.ed.call('POST', `/api/v1/stories/${made.id}/publication`);
  assert.ok(twice.status === 409 || twice.body.state === 'published');
  await company.ed.ask('DELETE', `/stories/${made.id}/publication`);
  await company.ed.refused(409, 'DELETE', `/stories/${made.id}/publication`);
  // Two editors at once: the second one is told, and overwrites nothing.
  const { headers, body } = await company.ed.call('GET', `/api/v1/stories/${story.id}`);
  const change = (title) => ({ ...Object.fromEntries(['address', 'title', 'summary', 'why', 'kind', 'stance', 'language', 'languages', 'theme_ids', 'group_ids', 'site_ids'].map((name) => [name, body[name]])), stance_reason: null, picture_id: null, document_id: null, embargo_until: null, expires_at: null, variants: [], title });
  await company.ed.ask('PUT', `/stories/${story.id}`, change('Le premier'), { headers: { 'if-match': headers.etag } });
  const late = await company.lea.call('PUT', `/api/v1/stories/${story.id}`, change('Le second'), { headers: { 'if-match': headers.etag } });
  assert.ok([409, 412].includes(late.status), `${late.status}`);
  assert.equal((await company.ed.ask('GET', `/stories/${story.id}`)).title, 'Le premier');
});
