// The main job, from an empty organisation, on a phone, in both languages: set up and import, invite, say yes, follow a
// real feed, publish, share in one's own words, readers and robots click, people only are counted; another says no and
// is visible nowhere; the member leaves, and the link still redirects.
import { readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openMailbox, tokenIn } from '../scenarios/lib/mailbox.mjs';
import { samples, serveSite } from '../scenarios/lib/pages.mjs';
import { eventually, startServer } from '../scenarios/lib/server.mjs';
import { openPerson } from './lib/person.mjs';

const password = 'un long mot de passe 42';
const people = (language) =>
  [
    'name;email;language;group;site;country;job_family',
    `Awa Diallo;awa@acieries.example;${language};Ventes/France;Lyon;FR;ventes`,
    `Paul Martin;paul@acieries.example;${language};Ventes/France;Lyon;FR;ventes`,
    `Léa Berger;lea@acieries.example;${language};Communication;Lyon;FR;communication`,
    `Ed Stone;ed@acieries.example;${language};Communication;Lyon;FR;communication`,
    'pas une adresse;ici;fr;Ventes;Lyon;FR;ventes',
    ...Array.from({ length: 12 }, (_, at) => `Personne ${at};p${at}@acieries.example;fr;Production;Dunkerque;FR;production`),
    '',
  ].join('\r\n');

/** A real feed where the samples stand beside the clone, else one of ours: both go the same way. */
function feedDocument() {
  if (samples) return readFileSync(join(samples, 'feeds/TechCrunch.xml'));
  const item = (at) => `<item><title>Story ${at}</title><link>https://news.example/${at}</link><guid>${at}</guid>
    <description>What happened, number ${at}</description><pubDate>Tue, 24 Nov 2026 08:0${at}:00 GMT</pubDate></item>`;
  return Buffer.from(`<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>https://news.example/</link>
    <description>d</description>${[1, 2, 3].map(item).join('')}</channel></rss>`);
}

const visit = (address, headers = {}) =>
  new Promise((done, failed) => {
    const call = request(address, { headers: { 'accept-language': 'fr', ...headers }, agent: false }, (answer) => {
      answer.resume();
      answer.on('end', () => done({ status: answer.statusCode, location: answer.headers.location }));
    });
    call.on('error', failed);
    call.end();
  });
const reader = (version) => ({
  'user-agent': `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${version}.0.0.0 Safari/537.36`,
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
});

async function signIn(person, email) {
  await person.page.goto('/sign-in');
  await person.field('door.email').fill(email);
  await person.field('door.password').fill(password);
  await person.button('door.sign_in.act').tap();
  await person.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

for (const language of ['fr', 'en']) {
  test(`the main job, ${language}: promise_1 by one's own act, promise_2 in one's own voice, promise_5 people only`, async ({ browser }) => {
    const mailbox = await openMailbox();
    const site = await serveSite({ '/feed.xml': { body: feedDocument(), type: 'application/rss+xml' } });
    const server = await startServer({ config: { ...mailbox.config } });
    try {
      // The administrator sets up and imports people.
      const camille = await openPerson(browser, server, language);
      await camille.page.goto(`/setup#${await server.setupToken()}`);
      await camille.looksRight();
      await camille.field('door.setup.organisation').fill('Aciéries du Nord');
      await camille.field('door.setup.programme').fill('Les Éclaireurs');
      await camille.page.getByLabel(camille.t('door.setup.language')).selectOption(language);
      await camille.field('door.setup.name').fill('Camille Roux');
      await camille.field('door.email').fill('camille@acieries.example');
      await camille.field('door.password').fill(password);
      await camille.button('door.setup.act').tap();
      await camille.page.waitForURL((url) => !url.pathname.startsWith('/setup'));
      await camille.page.goto('/people/import');
      await camille.page.locator('input[type=file]').setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer: Buffer.from(people(language), 'utf8') });
      await expect(camille.page.getByRole('heading', { name: camille.t('import.preview.title', { name: 'people.csv' }) })).toBeVisible();
      await camille.looksRight();
      await camille.button('import.take', { count: 16 }).tap();
      await camille.page.waitForURL('**/people');
      const roles = server.client();
      await roles.ask('POST', '/session', { email: 'camille@acieries.example', password });
      const grant = async (email, role) => {
        const { items } = await roles.ask('GET', `/people?query=${encodeURIComponent(email)}`);
        await roles.ask('PUT', `/people/${items[0].id}/roles`, { roles: [role] });
      };
      await grant('lea@acieries.example', 'lead');
      await grant('ed@acieries.example', 'editor');

      // Léa and Ed are invited by the administrator and say yes.
      const invitationOf = async (email) => tokenIn(await mailbox.next(email, /\/invitation#/), '/invitation');
      await camille.page.goto('/programme');
      for (const name of ['Léa Berger', 'Ed Stone']) {
        await camille.field('invite.search').fill(name);
        await camille.page.getByRole('button', { name: new RegExp(name) }).first().tap();
      }
      await camille.looksRight();
      await camille.button('invite.act', { count: 2 }).first().tap();
      await camille.page.getByRole('dialog').getByRole('button', { name: camille.t('invite.act', { count: 2 }) }).tap();
      const accept = async (email) => {
        const person = await openPerson(browser, server, language);
        await person.page.goto(`/invitation#${await invitationOf(email)}`);
        await person.page.getByRole('button', { name: person.t('invitation.yes') }).tap();
        await person.page.getByRole('button', { name: person.t('charter.accept') }).tap();
        await person.button('charter.continue').or(person.link('charter.continue')).tap();
        await person.button('welcome.skip_all').tap();
        await person.page.waitForURL('**/today');
        return person;
      };
      const lea = await accept('lea@acieries.example');
      const ed = await accept('ed@acieries.example');

      // The lead invites Awa and Paul.
      await lea.page.goto('/programme');
      for (const name of ['Awa Diallo', 'Paul Martin']) {
        await lea.field('invite.search').fill(name);
        await lea.page.getByRole('button', { name: new RegExp(name) }).first().tap();
      }
      await lea.button('invite.act', { count: 2 }).first().tap();
      await lea.page.getByRole('dialog').getByRole('button', { name: lea.t('invite.act', { count: 2 }) }).tap();

      // The editor follows a real feed and publishes a story from it.
      await ed.page.goto('/library/sources');
      await ed.field('library.sources.address').fill(`${site.url}/feed.xml`);
      await ed.button('library.sources.find').tap();
      await ed.button('library.sources.follow').tap();
      await expect(ed.page.getByRole('heading', { name: ed.t('library.sources.followed') })).toBeVisible();
      await eventually('the feed was read', async () => {
        await ed.page.goto('/library');
        return (await ed.page.locator('[data-watch]').count()) > 0;
      }, 60_000);
      await ed.looksRight();
      await ed.page.locator('[data-watch]').first().tap();
      await ed.page.getByRole('button', { name: ed.t('library.act.keep'), exact: true }).first().tap();
      await ed.page.goto('/library?tab=draft');
      await ed.page.locator('a[href^="/library/stories/"]:not([href$="/new"])').first().tap();
      await ed.button('library.act.publish').tap();
      await expect(ed.page.getByText(ed.t('library.state.published'), { exact: true }).first()).toBeVisible();
      await ed.looksRight();

      // Awa: from the invitation to the first declared share, counted as a person would need.
      const awa = await openPerson(browser, server, language);
      await awa.context.route(/^https:\/\/(?!127)/, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<title>network</title>' }));
      await awa.page.goto(`/invitation#${await invitationOf('awa@acieries.example')}`);
      await awa.page.getByRole('button', { name: awa.t('invitation.yes') }).waitFor();
      await awa.looksRight();
      await awa.read();
      await awa.tap(awa.page.getByRole('button', { name: awa.t('invitation.yes') }));
      await awa.page.getByRole('button', { name: awa.t('charter.accept') }).waitFor();
      await awa.looksRight();
      await awa.read();
      await awa.tap(awa.page.getByRole('button', { name: awa.t('charter.accept') }));
      await awa.tap(awa.button('charter.continue').or(awa.link('charter.continue')));
      await awa.tap(awa.button('welcome.skip_all'));
      await awa.page.waitForURL('**/today');
      const share = awa.page.getByRole('link', { name: new RegExp(`^${awa.t('today.share')}`) }).or(awa.page.getByRole('button', { name: new RegExp(`^${awa.t('today.share')}`) })).first();
      await share.waitFor();
      await awa.looksRight();
      await awa.read();
      const tapsBefore = awa.taps;
      await awa.tap(share);
      await awa.page.waitForURL('**/share');
      const area = awa.page.getByRole('textbox').first();
      await area.waitFor();
      await awa.looksRight();
      await awa.write(area, language === 'fr' ? 'Ce que j’en retiens, après dix ans de terrain.' : 'What I take from it, after ten years in the field.');
      const open = awa.button('sharing.open.page', { network: 'LinkedIn' });
      const [composer] = await Promise.all([awa.context.waitForEvent('page'), awa.tap(open)]);
      expect(composer.url()).toContain('linkedin.com/sharing/share-offsite');
      await composer.close();
      await awa.tap(awa.page.getByRole('button', { name: awa.t('sharing.outcome.done') }));
      await expect(awa.text('sharing.said.out', { network: 'LinkedIn', place: 'other' })).toBeVisible();
      expect(awa.seconds, 'seconds from the invitation to the first declared share').toBeLessThanOrEqual(120);
      expect(awa.taps - tapsBefore, 'taps of a share from Today').toBeLessThanOrEqual(3);

      // Readers and robots click; Awa sees people only, live.
      await awa.page.goto('/shares');
      await awa.looksRight();
      const mine = (await (async () => {
        const cookies = (await awa.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
        return (await server.client({ cookie: cookies }).ask('GET', '/shares')).items[0];
      })());
      expect(mine.state).toBe('declared');
      await new Promise((done) => setTimeout(done, 2100)); // clicks within two seconds of the link's making are previews
      for (const agent of ['Twitterbot/1.0', 'LinkedInBot/1.0 (compatible; Mozilla/5.0)', 'curl/8.0', '']) await visit(mine.link, { 'user-agent': agent });
      for (const version of [120, 121, 122]) expect((await visit(mine.link, reader(version))).status).toBe(302);
      await expect(awa.page.getByText(/(^|\D)3(\D|$)/).first()).toBeVisible();
      await eventually('the figures hold three people and four others', async () => {
        const cookies = (await awa.context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
        const now = (await server.client({ cookie: cookies }).ask('GET', '/shares')).items[0];
        return now.clicks === 3 && now.filtered === 4;
      });
      await awa.page.goto('/influence');
      await expect(awa.page.getByRole('heading', { level: 1 })).toBeVisible();
      await awa.looksRight();

      // Paul says no; it is received, and nobody can tell.
      const paul = await openPerson(browser, server, language);
      await paul.page.goto(`/invitation#${await invitationOf('paul@acieries.example')}`);
      await paul.page.getByRole('button', { name: paul.t('invitation.no') }).tap();
      await expect(paul.page.getByText(paul.t('invitation.noted.no'))).toBeVisible();
      await paul.close();
      const row = (await roles.ask('GET', '/people?query=paul')).items[0];
      const silent = (await roles.ask('GET', '/people?query=p3%40acieries')).items[0];
      expect(Object.keys(row)).toEqual(Object.keys(silent));
      await signIn(camille, 'camille@acieries.example');
      await camille.page.goto('/people');
      await expect(camille.page.getByText('Paul Martin').first()).toBeVisible();
      await camille.looksRight();
      expect(await camille.page.locator('main').innerText()).not.toMatch(/refus|declin|invit(é|ed)\b/i);

      // Awa leaves, in one step with one confirmation; the link goes on.
      await awa.page.goto('/me');
      await awa.looksRight();
      await awa.page.getByRole('button', { name: awa.t('me.leave.act') }).first().tap();
      await awa.page.getByRole('dialog').getByRole('button', { name: awa.t('me.leave.act') }).tap();
      await awa.page.waitForURL('**/goodbye');
      await awa.looksRight();
      const after = await visit(mine.link, reader(123));
      expect(after.status).toBe(302);
      expect(after.location).toMatch(/^https?:\/\//);
      await awa.close();
      for (const person of [camille, lea, ed]) await person.close();
    } catch (error) {
      error.message += `\n--- server ---\n${server.output().slice(-2500)}`;
      throw error;
    } finally {
      await server.stop();
      await mailbox.close();
      await site.close();
    }
  });
}
