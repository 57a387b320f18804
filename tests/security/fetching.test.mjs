// What comes from elsewhere and where we go for it (security.md 27, 28): feeds and pages are hostile, and no address of
// somebody's choice leads inside.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { essaim } from '../scenarios/lib/cli.mjs';
import { openCompany } from '../scenarios/lib/organisation.mjs';
import { serveSite } from '../scenarios/lib/pages.mjs';

const folder = mkdtempSync(join(tmpdir(), 'essaim-security-'));
let company, site, inside, insidePort, knocked = 0;
before(async () => {
  site = await serveSite();
  // Something that listens inside and must never hear from us.
  inside = createServer((socket) => { knocked += 1; socket.destroy(); });
  await new Promise((ready) => inside.listen(0, '127.0.0.1', ready));
  insidePort = inside.address().port;
  company = await openCompany({ config: { allowed_internal_hosts: new URL(site.url).host } });
});
after(async () => {
  await company?.close();
  await site?.close();
  inside?.close();
  rmSync(folder, { recursive: true, force: true });
});
const read = async (text, kind = 'feed') => {
  const file = join(folder, 'document');
  writeFileSync(file, text);
  return essaim([kind, 'read', file]);
};
const feed = (inner, before = '') => `<?xml version="1.0"?>${before}<rss version="2.0"><channel><title>F</title>${inner}<item><title>Un</title><link>https://a.example/un</link></item></channel></rss>`;

test('security_27_a_document_type_brings_nothing_in_and_grows_nothing', async () => {
  const bombs = {
    'a billion laughs': `<!DOCTYPE r [<!ENTITY a "lol">${Array.from({ length: 20 }, (_, at) => `<!ENTITY b${at} "${(at ? `&b${at - 1};` : '&a;').repeat(10)}">`).join('')}]>`,
    'a quadratic one': `<!DOCTYPE r [<!ENTITY b19 "${'x'.repeat(60_000)}">]>`,
    'a file': '<!DOCTYPE r [<!ENTITY b19 SYSTEM "file:///etc/passwd">]>',
    'a file by parameter': `<!DOCTYPE r [<!ENTITY % p SYSTEM "${site.url}/evil.dtd">%p;]>`,
    'an outside subset': `<!DOCTYPE r SYSTEM "${site.url}/evil.dtd">`,
    'a public one': `<!DOCTYPE r PUBLIC "-//X//X" "${site.url}/evil.dtd">`,
    'XInclude': '',
    'an endless one': '<!DOCTYPE r [<!ENTITY b19 "&b18;"><!ENTITY b18 "&b19;">]>',
  };
  site.documents['/evil.dtd'] = '<!ENTITY b19 "taken">';
  const seen = site.asked.length;
  for (const [what, doctype] of Object.entries(bombs)) {
    const inner = what === 'XInclude' ? '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd" parse="text"/>' : `<description>${'&b19;'.repeat(what === 'a quadratic one' ? 20_000 : 1)}</description>`;
    const { stdout, stderr, code } = await read(feed(inner, doctype));
    assert.ok(code === 0 || typeof code === 'number', `${what} ends by itself: ${code}`);
    assert.doesNotMatch(stdout + stderr, /root:x|taken|lollol/, what);
    assert.ok(stdout.length < 200_000, `${what}: ${stdout.length} bytes`);
  }
  assert.equal(site.asked.length, seen, 'nobody was asked for a document type');
});

test('security_27_size_and_depth_have_an_end', async () => {
  const long = await read(feed(Array.from({ length: 100_000 }, (_, at) => `<item><title>${at} ${'x'.repeat(170)}</title><link>https://a.example/${at}</link></item>`).join('')));
  assert.notEqual(long.code, 0, 'a feed of 20 MB is refused');
  assert.match(long.stderr, /\S/);
  assert.doesNotMatch(long.stderr, /terminate|std::|\.cpp/);
  for (const [what, text] of Object.entries({ elements: feed('<a>'.repeat(200_000)), attributes: feed(`<a ${Array.from({ length: 50_000 }, (_, at) => `b${at}="1"`).join(' ')}/>`), JSON: '{"version":"https://jsonfeed.org/version/1.1","items":'.concat('['.repeat(500_000)), nothing: '', zeros: '\0'.repeat(1_000_000) })) {
    const { code, stdout } = await read(text);
    assert.equal(typeof code, 'number', `${what}: ended by a signal`);
    assert.ok(stdout.length < 200_000, what);
  }
  assert.equal((await read(feed(''))).code, 0, 'an honest one is read');
});

test('security_27_a_list_of_feeds_is_read_as_strictly', async () => {
  const opml = (doctype, text) => `<?xml version="1.0"?>${doctype}<opml version="2.0"><body><outline type="rss" text="${text}" xmlUrl="${site.url}/x.xml"/></body></opml>`;
  const seen = site.asked.filter(({ path }) => path === '/evil.dtd').length;
  for (const [doctype, text] of [['<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'], [`<!DOCTYPE r SYSTEM "${site.url}/evil.dtd">`, '&b19;']]) {
    const answer = await company.ed.call('POST', '/api/v1/sources/opml', opml(doctype, text), { type: 'text/x-opml' });
    assert.ok(answer.status < 500);
    assert.doesNotMatch(answer.text + (await company.ed.get('/api/v1/sources')).text, /root:x|taken/);
  }
  assert.equal(site.asked.filter(({ path }) => path === '/evil.dtd').length, seen);
});

/** Ways to say "inside": each range of the list, and the spellings by which names and numbers hide. */
const insideAddresses = () => [
  ...['127.0.0.1', '127.1', '0x7f.0.0.1', '0x7f000001', '2130706433', '017700000001', '0177.0.0.1', '127.0.0.1.', '0', '0.0.0.0', '127.255.255.254', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[0:0:0:0:0:ffff:127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', 'localhost', 'LOCALHOST', 'localhost.', 'a.localhost', '①②⑦.⓪.⓪.①', '127。0。0。1'].map((host) => `http://${host}:${insidePort}/`),
  'http://10.0.0.1/', 'http://172.16.0.1/', 'http://192.168.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://100.64.0.1/', 'http://192.0.0.1/', 'http://192.0.2.1/', 'http://198.18.0.1/', 'http://198.51.100.1/', 'http://203.0.113.1/', 'http://224.0.0.1/', 'http://240.0.0.1/', 'http://255.255.255.255/',
  'http://[fe80::1]/', 'http://[fc00::1]/', 'http://[fd00:ec2::254]/', 'http://[fec0::1]/', 'http://[ff02::1]/', 'http://[2001:db8::1]/', 'http://[100::1]/', 'http://[64:ff9b:1::1]/', 'http://metadata.google.internal/', 'http://intranet/', 'http://printer.local/', 'http://router.home.arpa/', 'http://db.internal/',
];
const malformedAddresses = ['file:///etc/passwd', 'gopher://127.0.0.1/', 'ftp://127.0.0.1/', 'dict://127.0.0.1:11211/', 'ldap://127.0.0.1/', 'javascript:alert(1)', 'data:text/html,x', 'http://user:pass@127.0.0.1/', 'http:///', 'https://[::1', 'about:blank', 'unix:///var/run/docker.sock', 'jar:http://127.0.0.1!/'];

test('security_28_no_spelling_of_an_inner_address_is_gone_to_and_all_are_answered_alike', async () => {
  const codes = new Set();
  const ways = [['/unfurl', (address) => ({ address })], ['/sources/discovery', (address) => ({ address })], ['/sources', (address) => ({ address, name: null, theme_ids: [] })]];
  // Each editor may ask 30 times a minute: three of them ask in turn.
  const callers = [company.ed, company.lea, company.administrator];
  const asked = { 0: 0, 1: 0, 2: 0 };
  for (const [at, address] of insideAddresses().entries()) {
    const [path, body] = ways[at % ways.length];
    const who = [0, 1, 2].find((each) => asked[each] < 29) ?? assert.fail('nobody may ask any more');
    asked[who] += 1;
    const answer = await callers[who].call('POST', `/api/v1${path}`, body(address), { allow5xx: true });
    assert.ok(answer.status >= 400 && answer.status !== 429 && answer.status !== 500, `${path} ${address}: ${answer.status} ${answer.text}`);
    if (answer.status === 503) codes.add(JSON.stringify({ ...answer.body, request_id: '' }));
    assert.doesNotMatch(answer.text, /ECONN|refused|timed out|127\.0\.0\.1|resolve/i, 'nothing is told of what is there');
  }
  assert.ok(codes.size <= 1, [...codes].join('\n'));
  assert.equal(knocked, 0, 'nobody knocked inside');
});

test('security_28_another_scheme_or_a_user_name_is_no_address', async () => {
  for (const address of malformedAddresses) {
    const answer = await company.lea.call('POST', '/api/v1/unfurl', { address });
    assert.ok(answer.status >= 400 && answer.status < 500, `${address}: ${answer.status}`);
  }
  assert.equal(knocked, 0);
});

test('security_28_a_redirect_a_picture_and_a_feed_named_by_a_page_lead_no_further', async () => {
  const within = `http://127.0.0.1:${insidePort}`;
  site.documents['/away'] = { status: 302, headers: { location: `${within}/` } };
  site.documents['/twice'] = { status: 301, headers: { location: '/away' } };
  site.documents['/round'] = { status: 302, headers: { location: '/round' } };
  site.documents['/scheme'] = { status: 302, headers: { location: 'file:///etc/passwd' } };
  site.documents['/user'] = { status: 302, headers: { location: `http://user:pass@127.0.0.1:${insidePort}/` } };
  site.documents['/pictured'] = `<!doctype html><title>T</title><meta property="og:title" content="Titre"><meta property="og:image" content="${within}/a.png"><link rel="canonical" href="${within}/c"><link rel="icon" href="${within}/favicon.ico"><link rel="alternate" type="application/rss+xml" href="${within}/feed.xml"><meta http-equiv="refresh" content="0;url=${within}/">`;
  for (const path of ['/away', '/twice', '/round', '/scheme', '/user']) {
    const answer = await company.administrator.call('POST', '/api/v1/unfurl', { address: `${site.url}${path}` }, { allow5xx: true });
    assert.ok(answer.status >= 400 && answer.status !== 500, `${path}: ${answer.text}`);
    assert.doesNotMatch(answer.text, /root:x/);
  }
  const page = await company.administrator.ask('POST', '/unfurl', { address: `${site.url}/pictured` });
  assert.equal(page.title, 'Titre');
  assert.doesNotMatch(JSON.stringify(page.picture ?? null), new RegExp(String(insidePort)), 'a picture is a copy of ours or none');
  await company.administrator.call('POST', '/api/v1/sources/discovery', { address: `${site.url}/pictured` }, { allow5xx: true });
  assert.equal(knocked, 0, 'nobody knocked inside');
  assert.ok(site.asked.filter(({ path }) => path === '/round').length <= 6, 'five redirects at most');
  for (const { headers } of site.asked) for (const name of ['cookie', 'authorization', 'referer', 'x-forwarded-for']) assert.equal(headers[name], undefined, `we send no ${name}`);
});
