// An organisation dresses Essaim in its own colour and mark: one setting, at once in the stylesheet that every page reads
// before its first paint, in the manifest and icons, in mails and on the page of a link that leads nowhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { invite, openCompany } from './lib/organisation.mjs';
import { disc, paintedPng, sizeOf } from './lib/mark.mjs';
import { startServer } from './lib/server.mjs';

const navy = [10, 35, 66];
const white = [255, 255, 255];
let company, admin;
before(async () => {
  company = await openCompany();
  admin = company.administrator;
});
after(() => company?.close());

const anybody = () => company.server.client();
const settings = async () => {
  const { base_url, short_base_url, ...rest } = await admin.ask('GET', '/settings');
  assert.ok(base_url && short_base_url !== undefined);
  return rest;
};
const dress = async (brand) => admin.ask('PUT', '/settings', { ...(await settings()), brand });
const bring = (bytes, who = admin) => who.ask('POST', '/marks', bytes, { type: 'application/octet-stream' });
const css = async () => (await anybody().get('/brand.css', { expect: 200 })).text;
const manifest = async () => JSON.parse((await anybody().get('/manifest.webmanifest', { expect: 200 })).text);
/** What a custom property is in the light scheme, and in the dark. */
const property = (text, name) => [...text.matchAll(new RegExp(`--${name}:([^;]+);`, 'g'))].map(([, value]) => value);

function luminance(hex) {
  const [r, g, b] = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const contrast = (a, b) => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

test('a programme starts as Essaim: nothing is dressed, and nothing flashes', async () => {
  assert.deepEqual((await settings()).brand, { colour: '', mark: '' });
  const text = await css();
  assert.equal(property(text, 'primary').length, 0);
  assert.equal(property(text, 'own-mark').length, 0);
  assert.deepEqual(property(text, 'brand'), [(await anybody().ask('GET', '/programme')).brand]);
  const { name, icons, theme_color: theme } = await manifest();
  assert.deepEqual([name, theme], ['Les Éclaireurs', '#f3f4f1']);
  assert.deepEqual(icons.map(({ src, sizes, purpose }) => [src, sizes, purpose]), [['/icon-192.png', '192x192', 'any'], ['/icon-512.png', '512x512', 'any'], ['/icon-maskable-512.png', '512x512', 'maskable']]);
});

test('a colour is tried before it is kept: ten steps, both schemes, what moved and why', async () => {
  const yellow = await admin.ask('GET', '/brand/palette?colour=%23FFD400');
  assert.equal(yellow.colour, '#ffd400');
  assert.equal(yellow.steps.length, 10);
  assert.equal(yellow.dark.primary, '#ffd400', 'on a dark ground it can be itself');
  assert.ok(contrast(yellow.light.primary, '#ffffff') >= 4.5);
  assert.deepEqual(yellow.moves.map(({ scheme, tone, from, why }) => [scheme, tone, from, why])[0], ['light', 'primary', '#ffd400', 'darker']);
  assert.ok(yellow.moves[0].before < 450 && yellow.moves[0].after >= 450);
  assert.equal(yellow.moves[0].to, yellow.light.primary);
  const blue = await company.lea.ask('GET', '/brand/palette?colour=%230055ff');
  assert.deepEqual([blue.moves, blue.near, blue.light.primary], [[], [], '#0055ff']);
  assert.deepEqual((await admin.ask('GET', '/brand/palette?colour=%23c0302b')).near, ['danger']);
  for (const bad of ['', 'red', '0055ff', '%230055f', '%230055fg', '%230055ff0']) assert.equal((await admin.refused(422, 'GET', `/brand/palette?colour=${bad}`)).errors[0].pointer, '?colour', bad);
  assert.equal(property(await css(), 'primary').length, 0, 'and nothing was kept');
});

test('kept once, it stands at once in the stylesheet of every page, in the manifest and in mails', async () => {
  const before = (await anybody().ask('GET', '/programme')).brand;
  const saved = await dress({ colour: ' #7B2FF7 ', mark: '' });
  assert.deepEqual(saved.brand, { colour: '#7b2ff7', mark: '' });
  const { brand } = await anybody().ask('GET', '/programme');
  assert.notEqual(brand, before);
  const text = await css();
  assert.deepEqual(property(text, 'brand'), [brand]);
  const palette = await admin.ask('GET', '/brand/palette?colour=%237b2ff7');
  for (const tone of ['primary', 'primary_hover', 'on_primary', 'primary_soft', 'primary_soft_2', 'on_primary_soft', 'primary_text'])
    assert.deepEqual(property(text, tone.replaceAll('_', '-')), [palette.light[tone], palette.dark[tone]], tone);
  assert.match(text, /^:root:root\{[^{}]*\}\n:root\[data-scheme='dark'\]\{[^{}]*\}\n$/, 'custom properties and nothing else');
  assert.equal((await manifest()).theme_color, palette.light.primary);
  await invite(company, ['p1@acieries.example']);
  const [mail] = company.mailbox.to('p1@acieries.example');
  assert.ok(mail.html.includes(`background:${palette.light.primary};color:#ffffff`), 'the button');
  assert.ok(mail.html.includes(`background: ${palette.dark.primary} !important; color: ${palette.dark.on_primary} !important`));
  assert.doesNotMatch(mail.html, /#135847|\{\{/);
});

test('it is asked for anew each visit, and sent only where it changed; under its version it is kept', async () => {
  const { headers } = await anybody().get('/brand.css', { expect: 200 });
  assert.match(headers['content-type'], /^text\/css/);
  assert.equal(headers['cache-control'], 'no-cache');
  const again = await anybody().get('/brand.css', { headers: { 'if-none-match': headers.etag } });
  assert.deepEqual([again.status, again.text], [304, '']);
  const { brand } = await anybody().ask('GET', '/programme');
  assert.match((await anybody().get(`/brand.css?v=${brand}`, { expect: 200 })).headers['cache-control'], /immutable/);
  assert.equal((await anybody().get('/brand.css?v=b000000000000', { expect: 200 })).headers['cache-control'], 'no-cache');
  assert.equal((await anybody().call('HEAD', '/brand.css')).status, 200);
  assert.equal((await anybody().post('/brand.css', {})).status, 405);
});

let dark;
test('a mark is drawn anew, seen on both grounds, and in force only once it is kept', async () => {
  dark = await bring(disc(navy));
  assert.deepEqual([dark.width, dark.height, dark.tile_on_light, dark.tile_on_dark], [96, 96, false, true]);
  assert.equal(dark.url, `/brand/${dark.id}.png`);
  const { bytes, headers } = await anybody().get(dark.url, { expect: 200 });
  assert.equal(headers['content-type'], 'image/png');
  assert.match(headers['cache-control'], /immutable/);
  assert.match(headers['content-security-policy'], /sandbox/);
  assert.deepEqual(sizeOf(bytes), [96, 96]);
  assert.deepEqual(await company.lea.ask('GET', `/marks/${dark.id}`), dark);
  assert.equal(property(await css(), 'own-mark').length, 0);

  const light = await bring(disc(white));
  assert.deepEqual([light.tile_on_light, light.tile_on_dark], [true, false]);
  const opaque = await bring(paintedPng(40, 20, () => [...white, 255]));
  assert.deepEqual([opaque.width, opaque.height, opaque.tile_on_light, opaque.tile_on_dark], [40, 20, false, false], 'it brings its own ground');
  assert.equal((await bring(disc(navy))).id, dark.id, 'the same picture is the same mark');
});

test('in force it stands in the stylesheet, as icons, in the manifest and inside mails', async () => {
  await dress({ colour: '#7b2ff7', mark: dark.id });
  const text = await css();
  assert.deepEqual(property(text, 'own-mark'), [`url("${dark.url}")`]);
  assert.deepEqual(property(text, 'mark-tile'), ['transparent', '#ffffff']);
  assert.deepEqual(property(text, 'mark-tile-deep'), ['#ffffff']);
  for (const [path, side] of [['/favicon.svg', 192], ['/icon-48.png', 48], ['/icon-180.png', 180], ['/icon-192.png', 192], ['/icon-512.png', 512], ['/icon-maskable-512.png', 512]]) {
    const { bytes, headers } = await anybody().get(path, { expect: 200 });
    assert.deepEqual([headers['content-type'], headers['cache-control'], ...sizeOf(bytes)], ['image/png', 'no-cache', side, side], path);
  }
  for (const { src, sizes } of (await manifest()).icons) {
    const { bytes } = await anybody().get(src, { expect: 200 });
    assert.equal(`${sizeOf(bytes).join('x')}`, sizes);
  }
  await invite(company, ['p2@acieries.example']);
  const [mail] = company.mailbox.to('p2@acieries.example');
  const id = /<img src="cid:([^"]+)"/.exec(mail.html)?.[1];
  assert.ok(id, 'the page of the mail shows it');
  assert.match(mail.raw, new RegExp(`Content-ID: <${id.replace('.', '\\.')}>`, 'i'), 'and it travels with the mail');
  assert.match(mail.raw, /multipart\/related/);
  assert.doesNotMatch(mail.html, /(?:src|background)="https?:/, 'which calls nobody');
});

test('a link that leads nowhere is dressed too, by the same stylesheet', async () => {
  const page = await anybody().get('/r/none');
  assert.equal(page.status, 404);
  assert.match(page.text, /<link rel="stylesheet" href="\/brand\.css">/);
  assert.match(page.headers['content-security-policy'], /style-src 'sha256-[^']+' 'self'; img-src 'self'/);
  assert.match(page.text, /var\(--deep,#0b3329\)/);
});

test('what is no picture, or claims to be one, is refused', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>');
  assert.equal((await admin.refused(415, 'POST', '/marks', svg, { type: 'image/svg+xml' })).code, 'picture.unsupported');
  assert.equal((await admin.refused(415, 'POST', '/marks', svg, { type: 'application/octet-stream' })).code, 'picture.unsupported');
  assert.equal((await admin.refused(415, 'POST', '/marks', Buffer.from('%PDF-1.4\n%%EOF'), { type: 'application/octet-stream' })).code, 'picture.unsupported');
  const torn = disc(navy).subarray(0, 60);
  assert.equal((await admin.refused(422, 'POST', '/marks', torn, { type: 'application/octet-stream' })).code, 'picture.broken');
  const hidden = Buffer.concat([disc(navy, 64), Buffer.from('<script>hidden words</script>')]);
  const { url } = await bring(hidden);
  assert.equal((await anybody().get(url)).bytes.includes('hidden words'), false, 'only its pixels go on');
});

test('a bad colour or an unknown mark is refused by its field, and nothing is half kept', async () => {
  const kept = (await settings()).brand;
  for (const [brand, pointer, code] of [
    [{ colour: 'purple', mark: '' }, '/brand/colour', 'brand.colour_malformed'],
    [{ colour: '#12345', mark: '' }, '/brand/colour', 'brand.colour_malformed'],
    [{ colour: '#0055ff;}', mark: '' }, '/brand/colour', 'brand.colour_malformed'],
    [{ colour: '#0055ff'.padEnd(21), mark: '' }, '/brand/colour', 'input.too_long'],
    [{ colour: '#0055ff', mark: 'a'.repeat(64) }, '/brand/mark', 'brand.unknown_mark'],
    [{ colour: '#0055ff', mark: '../../etc/passwd' }, '/brand/mark', 'brand.unknown_mark'],
  ]) {
    const problem = await admin.refused(422, 'PUT', '/settings', { ...(await settings()), brand });
    assert.deepEqual(problem.errors.map(({ pointer: at, code: word }) => [at, word]), [[pointer, code]]);
  }
  assert.deepEqual((await settings()).brand, kept);
  for (const path of ['/brand/none.png', '/brand/', '/brand/.png', `/brand/${'a'.repeat(64)}.png`, '/brand/../essaim.db', '/brand/..%2f.png']) assert.equal((await anybody().get(path, { rawPath: path })).status, 404, path);
});

test('colour and mark are decided by who decides the settings', async () => {
  const body = { ...(await settings()), brand: { colour: '#ff0000', mark: '' } };
  for (const person of [company.awa, company.ed, company.lea]) {
    const { status } = await person.call('PUT', '/api/v1/settings', body);
    assert.ok(status === 403 || status === 404, String(status));
    assert.equal((await person.call('POST', '/api/v1/marks', disc(navy), { type: 'application/octet-stream' })).status, 404);
  }
  for (const person of [company.awa, company.ed, anybody()]) assert.ok([401, 404].includes((await person.get('/api/v1/brand/palette?colour=%23ff0000')).status));
  assert.equal((await settings()).brand.colour, '#7b2ff7');
});

test('they outlive a restart, and go back to Essaim’s', async () => {
  const { folder, database, port } = company.server;
  const text = await css();
  await company.server.halt();
  company.server = await startServer({ folder, database, port, config: company.mailbox.config });
  assert.equal(await css(), text);
  await dress({ colour: '', mark: '' });
  assert.equal(property(await css(), 'primary').length, 0);
  assert.notEqual((await anybody().get('/icon-48.png')).bytes.equals((await anybody().get(dark.url)).bytes), true);
  await invite(company, ['p3@acieries.example']);
  const [mail] = company.mailbox.to('p3@acieries.example');
  assert.match(mail.html, /background:#135847;color:#ffffff/);
  assert.doesNotMatch(mail.raw, /multipart\/related/);
});
