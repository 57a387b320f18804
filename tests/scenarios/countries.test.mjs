// Countries of clicks, from an operator's own file: what is kept is two letters, never the address they came from.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { countryDatabase } from './lib/mmdb.mjs';
import { openCompany } from './lib/organisation.mjs';
import { eventually, startServer } from './lib/server.mjs';

let company, folder, file;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'essaim-countries-'));
  file = join(folder, 'country.mmdb');
  // Networks that belong to nobody (RFC 5737, RFC 3849).
  writeFileSync(file, countryDatabase({ '192.0.2.0/24': 'FR', '198.51.100.128/25': 'DE', '2001:db8::/32': 'JP' }));
  company = await openCompany({ config: { geoip_file: file, trusted_proxies: '127.0.0.1' } });
});
after(async () => {
  await company?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of the click store, oldest first. */
function storedCountries() {
  const sql = 'select country from click order by seq';
  const { database } = company.server;
  const out = database ? execFileSync('psql', ['-qXAt', database.url, '-c', sql], { encoding: 'utf8' })
    : execFileSync('sqlite3', ['-readonly', join(company.server.folder, 'data/clicks.db'), sql], { encoding: 'utf8' });
  return out.split('\n').slice(0, -1);
}

const filesBelow = (place) => readdirSync(place, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

test('promise_5_a_country_is_two_letters_and_no_address_is_stored', async () => {
  const draft = await company.ed.ask('POST', '/stories', { address: 'https://acier.example/carte', title: 'Une carte', summary: 'Des lieux.', why: '', kind: 'article', stance: 'useful', stance_reason: null, language: 'fr', languages: [], theme_ids: [], group_ids: [], site_ids: [], picture_id: null, document_id: null, embargo_until: null, expires_at: null, variants: [] });
  const story = await company.ed.ask('POST', `/stories/${draft.id}/publication`);
  const { share } = await company.awa.once('POST', '/shares', { story_id: story.id, network: 'linkedin', text: 'Une carte qui dit tout.', plain_link: false, mastodon_server: null, over_cap_confirmed: true, again_confirmed: true });
  await new Promise((done) => setTimeout(done, 2_100)); // within two seconds of its making nobody can have read a link
  const readers = { '192.0.2.77': 'FR', '198.51.100.200': 'DE', '198.51.100.20': '', '2001:db8:1::77': 'JP', '203.0.113.9': '' };
  let version = 400;
  for (const address of Object.keys(readers)) {
    const agent = `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${++version}.0) Gecko/20100101 Firefox/${version}.0`;
    const answer = await company.server.client().get(new URL(share.link).pathname, { headers: { 'user-agent': agent, 'x-forwarded-for': address } });
    assert.equal(answer.status, 302, answer.text);
  }
  assert.deepEqual(storedCountries(), Object.values(readers));
  const counted = await eventually('all five are counted', async () => {
    const mine = await company.awa.ask('GET', `/shares/${share.id}`);
    return mine.clicks === 5 && mine;
  });
  assert.doesNotMatch(JSON.stringify(counted), /"(FR|DE|JP)"/, 'so few readers are shown by no country');

  const bytes = filesBelow(company.server.folder).map((path) => [path, readFileSync(path)]);
  assert.ok(bytes.some(([path]) => path.endsWith('links')), 'the data folder was looked at');
  if (company.server.database) bytes.push(['PostgreSQL', execFileSync('pg_dump', ['--data-only', company.server.database.url], { maxBuffer: 1 << 28 })]);
  bytes.push(['the log', Buffer.from(company.server.output())]);
  for (const [path, content] of bytes)
    for (const address of Object.keys(readers)) assert.ok(!content.includes(address), `${address} stands in ${path}`);
});

test('a file that is no such database is said, and nothing starts', async () => {
  const bad = join(folder, 'GeoIP.dat');
  writeFileSync(bad, Buffer.alloc(4096, 7));
  await assert.rejects(startServer({ config: { geoip_file: bad } }), /geo\.file_unreadable|GeoIP\.dat/);
});
