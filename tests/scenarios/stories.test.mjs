// From a source to a story on Today: real feed documents served on loopback, the watch inbox, unfurling, publishing,
// who sees what, search.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { openCompany } from './lib/organisation.mjs';
import { samples, serveSite } from './lib/pages.mjs';
import { eventually } from './lib/server.mjs';

export const storyInput = (change = {}) => ({
  address: null, title: 'Une aciérie sans charbon', summary: 'Ce que l’hydrogène change pour nos fours.', why: 'On nous le demande souvent.', kind: 'article', stance: 'useful', stance_reason: null,
  language: 'fr', languages: ['fr'], theme_ids: [], group_ids: [], site_ids: [], picture_id: null, document_id: null, embargo_until: null, expires_at: null, variants: [], ...change,
});

let company, site;
const feed = (items) => `<?xml version="1.0"?><rss version="2.0"><channel><title>Acier &amp; avenir</title><link>/</link><description>d</description>${items.map(([title, path]) => `<item><title>${title}</title><link>${site.url}${path}</link><guid>${path}</guid><description>Texte</description></item>`).join('')}</channel></rss>`;
before(async () => {
  site = await serveSite({
    '/': '<!doctype html><html><head><title>Acier</title><link rel="alternate" type="application/rss+xml" title="Le fil" href="/fil.xml"></head><body>x</body></html>',
    '/article': '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Titre</title><meta property="og:title" content="L’hydrogène au four"><meta property="og:description" content="Un essai de six mois."><meta property="og:site_name" content="Acier &amp; avenir"><link rel="canonical" href="/article"></head><body>x</body></html>',
  });
  company = await openCompany({ config: { source_min_interval_s: '1' } });
});
after(async () => {
  await company?.close();
  await site?.close();
});

describe('sources and the watch inbox', () => {
  test('a site gives its feed, the feed its items, an item a draft', async () => {
    site.documents['/fil.xml'] = feed([['Premier', '/article'], ['Deuxième <b>gras</b>', '/deux']]);
    const { feeds } = await company.ed.ask('POST', '/sources/discovery', { address: `${site.url}/` });
    assert.equal(feeds.length, 1);
    assert.match(feeds[0].address, /\/fil\.xml$/);
    const source = await company.ed.ask('POST', '/sources', { address: feeds[0].address, name: null, theme_ids: [] });
    assert.equal(source.name, 'Acier & avenir');
    const watch = await eventually('the items stand in the inbox', async () => {
      const found = await company.ed.ask('GET', `/watch?source_id=${source.id}`);
      return found.items.length === 2 && found;
    }, 20_000);
    assert.deepEqual(watch.items.map((item) => item.title).sort(), ['Deuxième gras', 'Premier']);
    const item = watch.items.find(({ title }) => title === 'Premier');
    const decision = await company.ed.ask('POST', '/watch/decisions', { item_ids: [item.id], decision: 'kept' });
    assert.equal(decision.story_ids.length, 1);
    const story = await company.ed.ask('GET', `/stories/${decision.story_ids[0]}`);
    assert.equal(story.state, 'draft');
    assert.equal((await company.ed.ask('GET', `/watch?source_id=${source.id}`)).items.length, 1);
    await company.ed.ask('DELETE', `/watch/decisions/${decision.id}`);
    assert.equal((await company.ed.ask('GET', `/watch?source_id=${source.id}`)).items.length, 2, 'undone');
  });

  test('the second visit is conditional, and a failing source says since when and why', async () => {
    site.documents['/bricks.xml'] = { body: feed([['Brique', '/brique']]), type: 'application/rss+xml', headers: { etag: '"a1"', 'last-modified': 'Mon, 02 Nov 2026 10:00:00 GMT' } };
    const source = await company.ed.ask('POST', '/sources', { address: `${site.url}/bricks.xml`, name: 'Briques', theme_ids: [] });
    await eventually('it is polled', async () => (await company.ed.ask('GET', '/sources')).find(({ id }) => id === source.id).polled_at, 20_000);
    // A source that was asked a moment ago is left alone: that is our manners. So it is asked to be asked until it is.
    const before = site.asked.filter(({ path }) => path === '/bricks.xml').length;
    const askAnew = () => company.ed.ask('POST', `/sources/${source.id}/polling`);
    const second = await eventually('it is asked again', async () => {
      await askAnew();
      return site.asked.filter(({ path }) => path === '/bricks.xml')[before];
    }, 20_000);
    assert.equal(second.headers['if-none-match'], '"a1"');
    assert.match(second.headers['user-agent'], /essaim/i);
    site.documents['/bricks.xml'] = { status: 500, body: 'no' };
    const failing = await eventually('it is said to fail', async () => {
      await askAnew();
      const found = (await company.ed.ask('GET', '/sources')).find(({ id }) => id === source.id);
      return found.failing_since && found;
    }, 20_000);
    assert.ok(failing.failure_code);
  });

  test('OPML goes in and comes out', async () => {
    site.documents['/opml.xml'] = feed([['Un', '/un']]);
    const report = await company.ed.ask('POST', '/sources/opml', `<?xml version="1.0"?><opml version="2.0"><body><outline text="Groupe"><outline type="rss" text="Fil OPML" xmlUrl="${site.url}/opml.xml"/><outline type="rss" text="Sans adresse"/></outline></body></opml>`, { type: 'text/x-opml' });
    assert.equal(report.added, 1);
    const out = await company.ed.get('/api/v1/sources.opml');
    assert.match(out.text, /Fil OPML/);
    assert.ok(out.text.includes(`${site.url}/opml.xml`));
    const again = await company.ed.ask('POST', '/sources/opml', out.text, { type: 'text/x-opml' });
    assert.equal(again.added, 0);
  });

  test('an address inside is refused with the same words as one that does not answer', async () => {
    const codes = new Set();
    for (const address of ['http://10.0.0.1/', 'http://169.254.169.254/latest/meta-data/', 'http://[::1]/', 'http://localhost/', 'http://metadata.google.internal/', 'http://0x7f000001/', 'http://2130706433/', 'http://192.168.1.1/', 'http://[::ffff:10.0.0.1]/', 'http://nothing-here.invalid/']) {
      const answer = await company.ed.call('POST', '/api/v1/unfurl', { address });
      assert.ok(answer.status >= 400 && answer.status < 500 || answer.status === 503, `${address}: ${answer.status}`);
      codes.add(answer.body.code);
    }
    assert.ok(codes.size <= 2, `what is refused cannot be told from what is unreachable: ${[...codes]}`);
    for (const address of ['file:///etc/passwd', 'gopher://x/', 'javascript:alert(1)', 'http://user:pass@127.0.0.1/', 'not an address', '']) {
      const answer = await company.ed.call('POST', '/api/v1/unfurl', { address });
      assert.ok(answer.status >= 400 && answer.status < 500, `${address}: ${answer.status}`);
    }
  });

  for (const name of samples ? ['AmazonWebServicesBlog.xml', 'HuffPostCanada.xml', 'SamRuby.xml', 'TechCrunch.xml', 'google_alerts_atom.xml', 'json_feed.json', 'youtube_atom.xml'] : []) {
    test(`a real feed: ${name}`, async () => {
      const source = await company.ed.ask('POST', '/sources', { address: `${site.url}/samples/feeds/${name}`, name: null, theme_ids: [] });
      const watch = await eventually('its items stand in the inbox', async () => {
        const found = await company.ed.ask('GET', `/watch?source_id=${source.id}&limit=100`);
        return found.items.length > 0 && found;
      }, 20_000);
      for (const item of watch.items) {
        assert.ok(item.title.trim(), 'a title');
        assert.match(item.address, /^https?:\/\//);
        assert.doesNotMatch(item.title, /<[a-z]|&(amp|lt|#\d+);/i);
      }
    });
  }
});

describe('unfurling a page', () => {
  test('ours', async () => {
    const page = await company.ed.ask('POST', '/unfurl', { address: `${site.url}/article` });
    assert.equal(page.title, 'L’hydrogène au four');
    assert.equal(page.description, 'Un essai de six mois.');
    assert.equal(page.site_name, 'Acier & avenir');
    assert.equal(page.language, 'fr');
  });
  // The order of events decides, no clock: the picture is held back until the page has been read and answered for.
  test('a picture that does not come in time does not keep its page back', async () => {
    let sendPicture;
    const held = new Promise((done) => (sendPicture = done));
    site.documents['/slow.png'] = { body: 'late', type: 'image/png', wait: held };
    site.documents['/slow'] = { body: '<html><head><title>Une page lente</title><meta property="og:image" content="/slow.png"></head><body>x</body></html>', wait: new Promise((done) => setTimeout(done, 500)) };
    const page = await company.ed.ask('POST', '/unfurl', { address: `${site.url}/slow` });
    assert.equal(page.title, 'Une page lente');
    assert.equal(page.picture, null);
    assert.equal(page.picture_missing, true, 'the editor is told');
    const story = await company.ed.ask('POST', '/stories', storyInput({ address: page.address, title: page.title }));
    assert.equal((await company.ed.ask('POST', `/stories/${story.id}/publication`)).state, 'published', 'from the address to published while the picture is still on its way');
    assert.ok(site.asked.some(({ path }) => path === '/slow.png'), 'it was asked for');
    sendPicture();
  });
  const expected = samples ? JSON.parse(readFileSync(join(samples, 'pages/expected.json'), 'utf8')) : [];
  for (const wanted of expected) {
    test(`a real page: ${wanted.file}`, async () => {
      const page = await company.lea.ask('POST', '/unfurl', { address: `${site.url}/samples/pages/${wanted.file}` });
      assert.equal(page.title, wanted.expected.title);
      assert.equal(page.description, wanted.expected.description);
    });
  }
});

describe('a story and who sees it', () => {
  test('draft, published, withdrawn, with its history; only what is published is seen', async () => {
    const story = await company.ed.ask('POST', '/stories', storyInput({ address: `${site.url}/article` }));
    assert.equal(story.state, 'draft');
    await company.awa.refused(404, 'GET', `/stories/${story.id}`);
    const published = await company.ed.ask('POST', `/stories/${story.id}/publication`);
    assert.equal(published.state, 'published');
    assert.equal((await company.awa.ask('GET', `/stories/${story.id}`)).title, story.title);
    const stale = await company.ed.call('PUT', `/api/v1/stories/${story.id}`, storyInput({ title: 'Autre' }), { headers: { 'if-match': '"999"' } });
    assert.equal(stale.status, 409, stale.text);
    await company.ed.ask('DELETE', `/stories/${story.id}/publication`);
    await company.awa.refused(404, 'GET', `/stories/${story.id}`);
    const history = await company.ed.ask('GET', `/stories/${story.id}/history`);
    assert.ok((history.items ?? history).length >= 3);
  });

  test('a member writes no story', async () => {
    await company.awa.refused(404, 'POST', '/stories', storyInput());
    const { items } = await company.awa.ask('GET', '/stories?state=draft');
    assert.ok(items.every((story) => story.state === 'published'));
  });

  test('embargo, expiry, language and group are kept', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString().replace(/\.\d+/, '');
    const embargoed = await company.ed.ask('POST', '/stories', storyInput({ title: 'Sous embargo', embargo_until: soon }));
    await company.ed.ask('POST', `/stories/${embargoed.id}/publication`);
    await company.awa.refused(404, 'GET', `/stories/${embargoed.id}`);
    await company.awa.refused(404, 'GET', `/stories/${embargoed.id}/composer`);
    const groups = await company.administrator.ask('GET', '/groups');
    const other = (groups.items ?? groups).find((group) => /Production/.test(group.name));
    const theirs = await company.ed.ask('POST', '/stories', storyInput({ title: 'Pour la production', group_ids: [other.id] }));
    await company.ed.ask('POST', `/stories/${theirs.id}/publication`);
    await company.awa.refused(404, 'GET', `/stories/${theirs.id}`);
    await company.awa.refused(404, 'GET', `/stories/${theirs.id}/composer`);
  });

  test('search finds without accents and by stem, and only what is for me', async () => {
    const story = await company.ed.ask('POST', '/stories', storyInput({ title: 'Les métallurgistes réinventent la sidérurgie' }));
    await company.ed.ask('POST', `/stories/${story.id}/publication`);
    for (const query of ['siderurgie', 'MÉTALLURGISTE', 'reinventer']) {
      const { items } = await company.awa.ask('GET', `/stories?query=${encodeURIComponent(query)}`);
      assert.ok(items.some(({ id }) => id === story.id), query);
    }
    assert.equal((await company.awa.ask('GET', '/stories?query=embargo')).items.length, 0);
    for (const query of ['"', '*', 'a AND', 'NEAR(', "' OR 1=1", '(((', 'é'.repeat(500)]) {
      const answer = await company.awa.get(`/api/v1/stories?query=${encodeURIComponent(query)}`);
      assert.ok(answer.status < 500, query);
    }
  });

  test('Today is five stories, each with its reason; kept and put aside', async () => {
    for (let at = 0; at < 8; ++at) {
      const story = await company.ed.ask('POST', '/stories', storyInput({ title: `Histoire numéro ${at}`, stance: at === 7 ? 'company' : 'useful' }));
      await company.ed.ask('POST', `/stories/${story.id}/publication`);
    }
    const today = await company.awa.ask('GET', '/today');
    assert.equal(today.stories.length, 5);
    assert.ok(today.stories.every(({ why }) => why.code));
    assert.ok(today.stories.filter(({ story }) => story.stance === 'company').length <= 1);
    assert.deepEqual((await company.awa.ask('GET', '/today')).stories.map(({ story }) => story.id), today.stories.map(({ story }) => story.id), 'it stays the day');
    const [first, second] = today.stories;
    await company.awa.ask('PUT', `/stories/${first.story.id}/keeping`);
    assert.ok((await company.awa.ask('GET', '/kept')).items.some(({ id }) => id === first.story.id));
    await company.awa.ask('DELETE', `/stories/${first.story.id}/keeping`);
    await company.awa.ask('PUT', `/stories/${second.story.id}/aside`, { reason: 'not_for_me' });
    assert.ok(!(await company.awa.ask('GET', '/today')).stories.some(({ story }) => story.id === second.story.id));
  });
});
