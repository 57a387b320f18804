// The commands that show what we understood: feeds, pages, robots. Real documents when they are there, small ones of
// our own always.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { samples } from './lib/pages.mjs';
import { cleanEnvironment, executable, root } from './lib/server.mjs';

const folder = mkdtempSync(join(tmpdir(), 'essaim-cli-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const essaim = (words, input) => execFileSync(executable, words, { env: cleanEnvironment(), encoding: 'utf8', input, maxBuffer: 1 << 26, stdio: ['pipe', 'pipe', 'pipe'] });
const write = (name, text) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

describe('essaim feed read', () => {
  test('prints JSON Feed 1.1 of a broken RSS', () => {
    const file = write('a.xml', '<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>L\xe9on &nbsp; &amp; Cie</title><link>https://leon.example/</link><item><title>Un &lt;b&gt;gras&lt;/b&gt; titre</title><link>/a?x=1&y=2</link><pubDate>yesterday</pubDate></item><item><description>Sans titre</description><guid isPermaLink="true">https://leon.example/b</guid></item></channel>');
    writeFileSync(file, Buffer.from(readFileSync(file, 'utf8'), 'latin1'));
    const feed = JSON.parse(essaim(['feed', 'read', file]));
    assert.equal(feed.version, 'https://jsonfeed.org/version/1.1');
    assert.match(feed.title, /^Léon .*& Cie$/);
    assert.equal(feed.items.length, 2);
    assert.equal(feed.items[0].title, 'Un gras titre');
    assert.equal(feed.items[0].url, 'https://leon.example/a?x=1&y=2');
    assert.equal(feed.items[1].url, 'https://leon.example/b');
  });
  test('a bomb of entities and an outside entity give nothing away', () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "xxxxxxxxxx">${Array.from({ length: 12 }, (_, at) => `<!ENTITY ${String.fromCharCode(98 + at)} "${`&${String.fromCharCode(97 + at)};`.repeat(10)}">`).join('')}<!ENTITY f SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><title>&m;&f;</title><item><title>x</title><link>https://a.example/</link></item></channel></rss>`;
    const { stdout, signal } = spawnSync(executable, ['feed', 'read', write('bomb.xml', bomb)], { env: cleanEnvironment(), encoding: 'utf8', timeout: 5_000, maxBuffer: 1 << 26 });
    assert.equal(signal, null);
    assert.doesNotMatch(stdout, /root:/);
    assert.ok(stdout.length < 100_000);
  });
  for (const name of samples ? readdirSync(join(samples, 'feeds')) : []) {
    test(`a real feed: ${name}`, () => {
      const feed = JSON.parse(essaim(['feed', 'read', join(samples, 'feeds', name)]));
      assert.ok(feed.items.length > 0);
      for (const item of feed.items) {
        assert.match(item.url ?? '', /^https?:\/\//);
        assert.ok((item.title ?? '').trim());
        if (item.date_published) assert.ok(!Number.isNaN(Date.parse(item.date_published)));
      }
    });
  }
});

describe('essaim page read', () => {
  test('reads a page of our own', () => {
    const page = JSON.parse(essaim(['page', 'read', write('p.html', '<!doctype html><html lang="fr"><title>T</title><meta property="og:title" content="Un titre"><meta name="description" content="D"><link rel="canonical" href="/c">'), '--url', 'https://a.example/x?utm_source=y']));
    assert.equal(page.title, 'Un titre');
    assert.equal(page.canonical_url, 'https://a.example/c');
    assert.deepEqual(Object.keys(page).sort(), ['canonical_url', 'description', 'image', 'language', 'published_at', 'site_name', 'title', 'type']);
  });
  for (const { file, url, expected } of samples ? JSON.parse(readFileSync(join(samples, 'pages/expected.json'), 'utf8')) : []) {
    test(`a real page: ${file}`, () => {
      const page = JSON.parse(essaim(['page', 'read', join(samples, 'pages', file), '--url', url]));
      assert.equal(page.title, expected.title);
      assert.equal(page.description, expected.description);
      assert.equal(page.canonical_url, expected.url);
      if (expected.image) assert.equal(page.image, expected.image);
      if (expected.lang) assert.equal(page.language?.slice(0, 2), expected.lang);
    });
  }
});

describe('what a command says', () => {
  const say = (words) => spawnSync(executable, words, { env: cleanEnvironment({ ESSAIM_RUNTIME_FOLDER: join(folder, 'runtime') }), encoding: 'utf8' });
  test('the version is asked for with --version', () => {
    const project = /project\(essaim VERSION ([\d.]+)/.exec(readFileSync(join(root, 'CMakeLists.txt'), 'utf8'))[1];
    assert.equal(essaim(['--version']), `essaim ${project}\n`);
  });
  test('what is no feed is said once', () => {
    assert.equal(say(['feed', 'read', write('no.xml', 'nothing')]).stderr.match(/RSS, Atom or JSON Feed/g).length, 1);
  });
  test('the usage names where the organisation may live', () => {
    assert.match(say(['people', 'import']).stderr, /--dry-run.*--data DIR.*--postgres URL/);
  });
  test('a mistyped place is refused in words, and nothing is made there', () => {
    const place = join(folder, 'no-such-place');
    const table = write('people.csv', 'name,email\nAwa Ndiaye,awa@acieries.example\n');
    for (const words of [['people', 'import', table, '--dry-run'], ['people', 'import', table], ['people', 'remove-factor', 'awa@acieries.example'], ['links', 'make', 'https://a.example/']]) {
      const { status, stderr } = say([...words, '--data', place]);
      assert.equal(status, 1, words.join(' '));
      assert.match(stderr, /no-such-place does not exist\. Nothing was made\. Check --data/);
      assert.ok(!existsSync(place), words.join(' '));
    }
    const other = join(folder, 'other');
    mkdirSync(other);
    assert.match(say(['people', 'import', table, '--dry-run', '--data', other]).stderr, /no database in .*other/);
    assert.match(say(['people', 'import', table, '--dry-run', '--data', other, '--postgres', 'postgresql://127.0.0.1:1/none']).stderr, /no key at .*other/);
    assert.deepEqual(readdirSync(other), []);
    const made = say(['people', 'import', table, '--create', '--data', place]);
    assert.equal(made.status, 0, made.stderr);
    assert.match(made.stdout, /1 added/);
    assert.match(say(['people', 'import', table, '--dry-run', '--data', place]).stdout, /1 unchanged/);
  });
  test('a table in UTF-16 is read; what is no table is refused in words; a broken cell is shown', () => {
    const place = ['--create', '--data', join(folder, 'tables')];
    const wide = join(folder, 'wide.csv');
    writeFileSync(wide, Buffer.from('\ufeffnom\te-mail\r\nZoé Martin\tzoe@acieries.example\r\n', 'utf16le'));
    assert.match(say(['people', 'import', wide, ...place]).stdout, /1 added.*\(utf-16, separator tab\)/);
    const binary = say(['people', 'import', write('people.xlsx', 'PK\u0003\u0004\u0000\u0000'), ...place]);
    assert.equal(binary.status, 1);
    assert.match(binary.stderr, /people\.xlsx: This file isn’t a table written as text\. Save it as CSV/);
    const broken = say(['people', 'import', write('broken.csv', 'name,email\nAwa,"awa@acieries.example\nMaël,mael@acieries.example\n'), ...place]).stdout;
    assert.match(broken, /1 added, .*1 refused/);
    assert.match(broken, /line 2, column B \(email\), '"awa@acieries\.example': A quotation mark opens here/);
  });
});

describe('essaim robots', () => {
  test('one word a line', () => {
    const said = essaim(['robots'], 'Googlebot/2.1 (+http://www.google.com/bot.html)\n\nMozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0\n').trimEnd().split('\n');
    assert.deepEqual(said, ['robot', 'robot', 'person']);
  });
  if (samples) {
    test('the labelled user agents: 90 % of the robots kept out, 99 % of the people kept in', () => {
      const lines = readFileSync(join(samples, 'user-agents.tsv'), 'utf8').trimEnd().split('\n').map((line) => line.split('\t'));
      const said = essaim(['robots'], `${lines.map(([, agent]) => agent).join('\n')}\n`).trimEnd().split('\n');
      assert.equal(said.length, lines.length);
      const share = (label) => {
        const of = lines.map(([wanted], at) => [wanted, said[at]]).filter(([wanted]) => wanted === label);
        return of.filter(([wanted, got]) => wanted === got).length / of.length;
      };
      assert.ok(share('robot') >= 0.9, `robots kept out: ${share('robot')}`);
      assert.ok(share('person') >= 0.99, `people kept in: ${share('person')}`);
    });
  }
});
