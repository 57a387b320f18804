// A member shares, readers and robots click, the member sees people only. Leaving leaves the link.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { get } from 'node:http';
import { after, before, describe, test } from 'node:test';
import { openCompany } from './lib/organisation.mjs';
import { eventually } from './lib/server.mjs';

// Everybody comes from one address here, so a visitor is told by the browser; each test has visitors of its own.
let version = 100;
const aFirefox = () => `Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:${++version}.0) Gecko/20100101 Firefox/${version}.0`;
const anIphone = () => `Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.${++version} Mobile/15E148 Safari/604.1`;
/** Within two seconds of its making nobody can have read a link: such clicks are not people's. */
const untilRead = () => new Promise((done) => setTimeout(done, 2_100));

let company, story;
const shareInput = (change = {}) => ({ story_id: story.id, network: 'linkedin', text: 'Ce que je retiens de cet essai, après vingt ans au four.', plain_link: false, mastodon_server: null, over_cap_confirmed: true, again_confirmed: true, ...change });
const share = (change, by = company.awa) => by.once('POST', '/shares', shareInput(change));
/** A reader opens a link; redirects are not followed. */
const read = (link, { agent = aFirefox(), ...headers } = {}) => {
  const url = new URL(link);
  return company.server.client().get(url.pathname + url.search, { headers: { 'user-agent': agent, accept: 'text/html', ...headers } });
};
const clicksOf = async (id, by = company.awa) => by.ask('GET', `/shares/${id}`);

before(async () => {
  company = await openCompany();
  const draft = await company.ed.ask('POST', '/stories', { address: 'https://acier.example/article?x=1', title: 'L’hydrogène au four', summary: 'Six mois d’essai.', why: 'On nous le demande.', kind: 'article', stance: 'useful', stance_reason: null, language: 'fr', languages: [], theme_ids: [], group_ids: [], site_ids: [], picture_id: null, document_id: null, embargo_until: null, expires_at: null, variants: [{ network: 'linkedin', language: 'fr', label: 'Court', text: 'Six mois d’essai au four, et ce que cela change.' }] });
  story = await company.ed.ask('POST', `/stories/${draft.id}/publication`);
});
after(() => company?.close());

describe('sharing in one’s own words', () => {
  test('the composer has the networks, the guide, the variants and the disclosure', async () => {
    const composer = await company.awa.ask('GET', `/stories/${story.id}/composer`);
    const ids = composer.networks.map(({ id }) => id);
    for (const network of ['linkedin', 'x', 'facebook', 'threads', 'xing', 'whatsapp', 'telegram', 'bluesky', 'mastodon', 'reddit', 'email']) assert.ok(ids.includes(network), `${network} among ${ids}`);
    assert.equal(composer.story.variants.length, 1);
    assert.equal(typeof composer.disclosure, 'string');
  });

  test('drafts are kept on the server, one a network', async () => {
    await company.awa.ask('PUT', `/stories/${story.id}/drafts/linkedin`, { text: 'Un brouillon' });
    const composer = await company.awa.ask('GET', `/stories/${story.id}/composer`);
    assert.equal(composer.drafts.find(({ network }) => network === 'linkedin').text, 'Un brouillon');
    assert.deepEqual((await company.paul.ask('GET', `/stories/${story.id}/composer`)).drafts, [], 'nobody else’s');
    await company.awa.ask('DELETE', `/stories/${story.id}/drafts/linkedin`);
  });

  test('promise_15_originality_advises_and_never_refuses', async () => {
    const copied = await company.awa.ask('POST', '/originality', { story_id: story.id, text: 'Six mois d’essai au four, et ce que cela change.' });
    const own = await company.awa.ask('POST', '/originality', { story_id: story.id, text: 'Je travaille devant un four depuis vingt ans, et voici pourquoi cette nouvelle me fait changer d’avis sur demain.' });
    assert.equal(copied.step, 1);
    assert.equal(own.step, 3);
    await share({ text: 'Six mois d’essai au four, et ce que cela change.', network: 'xing' });
  });

  test('the same tap twice is one share; another body under the same key is refused', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await company.awa.ask('POST', '/shares', shareInput({ network: 'bluesky' }), { headers });
    const second = await company.awa.ask('POST', '/shares', shareInput({ network: 'bluesky' }), { headers });
    assert.deepEqual(second, first);
    await company.awa.refused(422, 'POST', '/shares', shareInput({ network: 'bluesky', text: 'Autre' }), { headers });
  });

  test('a share has its own link, in the network’s own composer, and three states', async () => {
    const { share: mine, open_url: open, copy_text: copy } = await share();
    assert.equal(mine.state, 'opened');
    assert.match(mine.link, /\/r\/[\w-]+$/);
    assert.ok(`${open} ${copy}`.includes(encodeURIComponent(mine.link)) || `${open} ${copy}`.includes(mine.link));
    const other = await share({}, company.paul);
    assert.notEqual(other.share.link, mine.link);
    const declared = await company.awa.ask('PUT', `/shares/${mine.id}/outcome`, { outcome: 'done', text: null });
    assert.equal(declared.state, 'declared');
    await company.paul.refused(404, 'GET', `/shares/${mine.id}`);
    await company.paul.refused(404, 'PUT', `/shares/${mine.id}/outcome`, { outcome: 'done', text: null });
    await company.paul.refused(404, 'DELETE', `/shares/${mine.id}`);
    await company.lea.refused(404, 'GET', `/shares/${mine.id}`);
    assert.ok(!(await company.administrator.call('GET', '/api/v1/shares')).text.includes(mine.id));
  });

  test('the plain address is counted nowhere', async () => {
    const { share: plain, open_url: open, copy_text: copy } = await share({ network: 'telegram', plain_link: true });
    assert.doesNotMatch(plain.link ?? '', /\/r\//);
    assert.equal(plain.tracked, false);
    assert.equal(plain.clicks, null);
    assert.doesNotMatch(`${open} ${copy}`, /%2Fr%2F|\/r\//);
  });

  test('a gentle cap asks once', async () => {
    const settings = await company.administrator.ask('GET', '/settings');
    const composer = await company.paul.ask('GET', `/stories/${story.id}/composer`);
    const left = (composer.daily_cap ?? settings.daily_share_cap) - composer.shared_today;
    for (let at = 0; at < left; ++at) await share({ network: ['x', 'facebook', 'threads', 'reddit', 'email', 'whatsapp'][at % 6] }, company.paul);
    const problem = await company.paul.refused(409, 'POST', '/shares', shareInput({ network: 'telegram', over_cap_confirmed: false }), { headers: { 'idempotency-key': randomUUID() } });
    assert.equal(problem.code, 'sharing.cap_reached');
    await share({ network: 'telegram' }, company.paul);
  });
});

describe('readers click', () => {
  test('302 to the story, no-store, no cookie for a reader; people counted, robots kept out', async () => {
    const { share: mine } = await share({ network: 'linkedin' });
    await untilRead();
    const [firefox, iphone] = [aFirefox(), anIphone()];
    const answer = await read(mine.link, { agent: firefox, referer: 'https://www.linkedin.com/' });
    assert.equal(answer.status, 302);
    assert.match(answer.headers.location, /^https:\/\/acier\.example\/article\?x=1/);
    assert.match(answer.headers['cache-control'], /no-store/);
    assert.equal(answer.headers['set-cookie'], undefined);
    assert.ok(!answer.headers.location.includes(new URL(mine.link).pathname.split('/').pop()), 'the code is never passed on');
    for (const agent of ['Googlebot/2.1 (+http://www.google.com/bot.html)', 'LinkedInBot/1.0 (compatible; Mozilla/5.0)', 'facebookexternalhit/1.1', 'Slackbot-LinkExpanding 1.0', 'curl/8.0', '']) {
      assert.equal((await read(mine.link, { agent })).status, 302, agent);
    }
    await read(mine.link, { agent: iphone, purpose: 'prefetch', 'sec-purpose': 'prefetch' });
    const head = await company.server.client().call('HEAD', new URL(mine.link).pathname, undefined, { headers: { 'user-agent': firefox } });
    assert.equal(head.status, 302);
    await read(mine.link, { agent: firefox, referer: 'https://www.linkedin.com/' }); // again: a repeat of the same day
    await read(mine.link, { agent: iphone, referer: 'https://www.linkedin.com/' });
    const seen = await eventually('both people are counted', async () => {
      const found = await clicksOf(mine.id);
      return found.clicks === 2 && found;
    });
    assert.ok(seen.filtered >= 8, `robots and repeats stand beside: ${seen.filtered}`);
    assert.equal(seen.state, 'proved', 'a person came from the network');
  });

  test('promise_9_the_author_on_the_own_browser_is_not_a_reader', async () => {
    const { share: mine } = await share({ network: 'x' });
    await untilRead();
    const url = new URL(mine.link);
    await company.awa.get(url.pathname, { headers: { 'user-agent': aFirefox(), accept: 'text/html' } });
    await read(mine.link, { agent: anIphone() });
    const seen = await eventually('the reader is counted', async () => {
      const found = await clicksOf(mine.id);
      return found.clicks + found.filtered >= 2 && found;
    });
    assert.equal(seen.clicks, 1);
  });

  test('promise_9_the_destination_sees_the_same_address_from_every_member', async () => {
    const mine = (await share({ network: 'facebook' })).share;
    const theirs = (await share({ network: 'facebook' }, company.lea)).share;
    const [one, two] = [await read(mine.link), await read(theirs.link)];
    assert.equal(one.headers.location, two.headers.location);
  });

  test('promise_35_an_unknown_code_is_a_friendly_page_the_same_for_all', async () => {
    const mask = (text) => text.replaceAll(/\d{2}:\d{2}:\d{2}/g, '');
    const pages = [];
    for (const code of ['aaaaaaaa', 'AAAAAAAA', 'zzzzzzzzzzzzz', '0', 'x'.repeat(3_000)]) {
      const answer = await company.server.client().get(`/r/${code}`, { headers: { 'user-agent': aFirefox(), accept: 'text/html' } });
      assert.ok(answer.status === 404 || answer.status === 414, `${code.slice(0, 20)}: ${answer.status}`);
      if (answer.status === 404) {
        assert.match(answer.headers['content-type'], /text\/html/);
        assert.match(answer.headers['cache-control'], /no-store/);
        pages.push(mask(answer.text));
      }
    }
    assert.equal(new Set(pages).size, 1);
    for (const path of ['/r/', '/r', '/r/a/b', '/r/%2e%2e', '/r/<script>', '/r/a?url=https://evil.example']) {
      const answer = await company.server.client().get('/', { rawPath: path, headers: { accept: 'text/html' } });
      assert.ok(answer.status >= 200 && answer.status < 500, path);
      assert.ok(!(answer.headers.location ?? '').includes('evil.example'), path);
    }
  });

  test('what a reader appended passes on only where the organisation asks for it', async () => {
    const follow = async (link) => {
      const url = new URL(link);
      const answer = await company.server.client().get('/', { rawPath: `${url.pathname}?ref=a%20b&utm_source=mine&x=%3Cb%3E`, headers: { 'user-agent': aFirefox() } });
      return new URL(answer.headers.location);
    };
    const decide = async (pass_query) => {
      const { base_url, short_base_url, ...settings } = await company.administrator.ask('GET', '/settings');
      assert.equal(typeof base_url, 'string');
      return company.administrator.ask('PUT', '/settings', { ...settings, pass_query });
    };
    const { share: before } = await share({ network: 'threads' });
    assert.equal((await follow(before.link)).searchParams.has('ref'), false);
    assert.equal((await decide(true)).pass_query, true);
    const { share: asked } = await share({ network: 'facebook' });
    const reached = await follow(asked.link);
    assert.match(reached.search, /[?&]ref=a%20b(&|$)/, 'escapes are kept');
    assert.deepEqual(reached.searchParams.getAll('x'), ['1'], 'the page’s own stays');
    assert.deepEqual(reached.searchParams.getAll('utm_source'), ['facebook'], 'ours stays');
    assert.equal((await follow(before.link)).searchParams.has('ref'), false, 'a link keeps what it was made with');
    await decide(false);
  });

  test('many readers at once: none lost', async () => {
    const { share: mine } = await share({ network: 'reddit' });
    const url = new URL(mine.link);
    const one = (at) => new Promise((done, fail) => get({ host: '127.0.0.1', port: company.server.port, path: url.pathname, agent: false, headers: { host: url.host, 'user-agent': aFirefox(), accept: 'text/html' } }, (answer) => { answer.resume(); answer.on('end', () => done(answer.statusCode)); }).on('error', fail));
    const answers = [];
    for (let turn = 0; turn < 5; ++turn) answers.push(...await Promise.all(Array.from({ length: 40 }, (_, at) => one(turn * 40 + at))));
    assert.ok(answers.every((status) => status === 302));
    const seen = await eventually('two hundred clicks are there', async () => {
      const found = await clicksOf(mine.id);
      return found.clicks + found.filtered >= 200 && found;
    });
    assert.equal(seen.clicks + seen.filtered, 200);
  });
});

describe('what it did, for me alone', () => {
  test('influence is mine: people only, every figure with its mark', async () => {
    const influence = await eventually('the clicks of the day are in', async () => {
      const found = await company.awa.ask('GET', '/influence?period=30d');
      return found.clicks > 0 && found;
    });
    assert.ok(influence.shares.proved >= 1);
    assert.ok(influence.filtered > 0);
    assert.equal(influence.by_day.reduce((sum, day) => sum + day.clicks, 0), influence.clicks);
    const csv = await company.awa.get('/api/v1/influence.csv?period=30d&table=days&language=fr');
    assert.match(csv.headers['content-type'], /text\/csv/);
    assert.ok(csv.text.split('\n').length > 2);
    const nobody = await company.ed.ask('GET', '/influence?period=30d');
    assert.equal(nobody.clicks, 0);
    await company.lea.ask('GET', '/influence?period=30d');
    for (const period of ['', '30', '99y', '30d;drop', '-1d']) assert.ok([200, 422].includes((await company.awa.get(`/api/v1/influence?period=${encodeURIComponent(period)}`)).status));
  });

  test('my shares tell of a click as it comes', async () => {
    const { share: mine } = await share({ network: 'whatsapp' });
    const told = new Promise((done, fail) => {
      const call = get({ host: '127.0.0.1', port: company.server.port, path: '/api/v1/events', headers: { accept: 'text/event-stream', cookie: [...company.awa.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } }, (answer) => {
        assert.match(answer.headers['content-type'], /text\/event-stream/);
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
          if (/event: changed/.test(text)) { call.destroy(); done(text); }
        });
      });
      call.on('error', (error) => (error.code === 'ECONNRESET' ? null : fail(error)));
      setTimeout(() => { call.destroy(); fail(new Error('nothing was told within 10 s')); }, 10_000).unref();
    });
    await untilRead();
    await read(mine.link);
    assert.match(await told, /"topic": *"shares/);
  });

  test('promise_12_a_stream_carries_only_its_own_news', async () => {
    const { share: mine } = await share({ network: 'email' });
    let text = '';
    const call = get({ host: '127.0.0.1', port: company.server.port, path: '/api/v1/events', headers: { cookie: [...company.paul.cookies].map(([name, value]) => `${name}=${value}`).join('; ') } }, (answer) => answer.on('data', (chunk) => (text += chunk)));
    call.on('error', () => {});
    await untilRead();
    await read(mine.link);
    await eventually('the click is counted', async () => (await clicksOf(mine.id)).clicks > 0);
    await new Promise((done) => setTimeout(done, 500));
    call.destroy();
    assert.doesNotMatch(text, /event: changed/);
  });
});

describe('a link outlives its story and its author', () => {
  test('withdrawn, deleted, left: it still redirects', async () => {
    const { share: mine } = await share({ network: 'threads' }, company.lea);
    await company.ed.ask('DELETE', `/stories/${story.id}/publication`);
    assert.equal((await read(mine.link)).status, 302);
    await company.lea.ask('DELETE', `/shares/${mine.id}`);
    assert.equal((await read(mine.link)).status, 302);
    const kept = (await share({ network: 'linkedin' }, company.paul).catch(() => null))?.share;
    await company.ed.ask('POST', `/stories/${story.id}/publication`);
    const last = kept ?? (await share({ network: 'linkedin' }, company.paul)).share;
    await company.paul.ask('DELETE', '/me/membership', { confirm: true });
    assert.equal((await read(last.link)).status, 302);
  });

  test('after a restart too, and what was counted is still counted', async () => {
    const before = await company.awa.ask('GET', '/influence?period=30d');
    await company.server.halt();
    const { startServer } = await import('./lib/server.mjs');
    const again = await startServer({ folder: company.server.folder, database: company.server.database, port: company.server.port, config: company.mailbox.config });
    company.server = again;
    const after = await company.awa.ask('GET', '/influence?period=30d');
    assert.equal(after.clicks, before.clicks);
    const { items } = await company.awa.ask('GET', '/shares');
    assert.equal((await read(items.find(({ link }) => link).link)).status, 302);
  });
});
