// Each of the seven roles does what it came for, on a phone and at a desk, in one demo: what one of them does, another
// finds.
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { serveSite } from '../scenarios/lib/pages.mjs';
import { eventually, startServer } from '../scenarios/lib/server.mjs';
import { desk } from './lib/keyboard.mjs';
import { openPerson } from './lib/person.mjs';

const article = (title) => `<!doctype html><html lang="fr"><head><title>${title}</title><meta property="og:title" content="${title}">
  <meta property="og:description" content="Ce que disent dix ans de relevés."></head><body><p>Relevés.</p></body></html>`;
let server;
let site;
let logins;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  site = await serveSite({ '/phone.html': article('Dix ans de pompes à chaleur'), '/desk.html': article('Ce que coûte un degré') });
  server = await startServer({ arguments: ['--demo'], wait: false });
  await eventually('the demo is filled', async () => (await server.client().get('/readyz').catch(() => ({ status: 0 }))).status === 200, 120_000);
  logins = (await server.client().ask('GET', '/programme')).demo_logins;
});
test.afterAll(async () => {
  await server?.stop();
  await site?.close();
});

const loginOf = (role) => logins.find((login) => login.role === role);

async function fileOf(person, name) {
  const [download] = await Promise.all([person.page.waitForEvent('download'), person.link(name).click()]);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** What each role came for. `on` names the device, so that the second does not find the first one's work done. */
const acts = {
  async administrator(person, { on }) {
    const { page } = person;
    await page.goto('/settings');
    const card = page.locator('section', { has: page.getByRole('heading', { name: person.t('settings.executives.title') }) });
    const own = card.getByRole('checkbox', { name: person.t('settings.executives.own') });
    if (!(await own.isChecked())) await own.click();
    const plural = card.getByRole('group', { name: person.t('settings.words.members') }).getByLabel(person.t('settings.words.plural'), { exact: true });
    await plural.fill(`signatures ${on}`);
    await person.button('settings.save').click();
    await expect(person.text('settings.saved')).toBeVisible();
    await person.looksRight();
  },
  async executive(person, { on }) {
    const { page } = person;
    await page.goto('/insight');
    await expect(page.getByRole('heading', { name: person.t('figures.title'), level: 1 })).toBeVisible();
    await expect(page.locator('main')).toContainText(new RegExp(`signatures ${on}`, 'i'));
    await person.looksRight();
  },
  async editor(person, { on }) {
    const { page } = person;
    await page.goto('/library/stories/new');
    await page.getByRole('textbox', { name: person.t('library.field.address') }).fill(`${site.url}/${on}.html`);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: person.t('library.field.title'), exact: true })).not.toHaveValue('');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByText(person.t('library.state.published'), { exact: true }).first()).toBeVisible();
    await person.looksRight();
  },
  async lead(person) {
    const { page } = person;
    await page.goto('/insight');
    await page.getByText(person.t('figures.view.tables'), { exact: true }).click();
    await expect(page.getByRole('table').first()).toBeVisible();
    await person.looksRight();
    const csv = await fileOf(person, 'figures.csv');
    expect(csv.name).toMatch(/\.csv$/);
    expect(csv.bytes.toString().split('\n').length).toBeGreaterThan(5);
    const workbook = await fileOf(person, 'figures.xlsx');
    expect(workbook.name).toMatch(/\.xlsx$/);
    expect(workbook.bytes.subarray(0, 2).toString()).toBe('PK');
    // Four weeks earlier: the same page, another address.
    const choice = page.getByLabel(person.t('figures.block.choose'));
    const before = (await choice.locator('option').allInnerTexts()).length > 1 ? 1 : 0;
    await choice.selectOption({ index: before });
    await expect(page).toHaveURL(/block=/);
    await expect(choice.locator('option').nth(before)).toHaveJSProperty('selected', true);
  },
  async recruiter(person, { on }) {
    const { page } = person;
    await page.goto('/propose');
    await person.field('suggestion.field.address').fill(`https://emplois.example/${on}`);
    await person.field('suggestion.field.words').fill('Un poste à Brest, dans une équipe que je connais.');
    await person.button('suggestion.act.propose').click();
    await page.waitForURL('**/suggestions');
    await expect(page.locator('[aria-current=step]').first()).toContainText(person.t('suggestion.stage.received'));
    await person.looksRight();
  },
  async 'data-protection'(person, { on }) {
    const { page } = person;
    await page.goto('/trust');
    await person.field('trust.proof.email').fill(loginOf('member').email);
    await person.field('trust.proof.claim').fill(`Demande écrite ${on}`);
    await person.button('trust.proof.act').click();
    await expect(page.getByRole('status').getByRole('listitem').first()).toBeVisible();
    await person.looksRight();
  },
  async member(person, { on }) {
    const { page } = person;
    await page.goto('/me');
    // Told of the proof, above or below the sign-in from this browser; then shows a picture of the own figures, and
    // takes it back.
    const seen = person.button('notice.seen');
    await seen.waitFor();
    const more = page.getByRole('button', { name: person.t('notice.more', { count: 1 }) });
    if (await more.isVisible()) await more.click();
    await expect(page.getByText(new RegExp(`Demande écrite ${on}`))).toBeVisible();
    await seen.click();
    await expect(seen).toBeHidden();
    await page.goto('/influence/pictures');
    // The second of two: the organisation's own word for its members stands in it.
    await page.getByRole('radiogroup', { name: person.t('pictures.to') }).getByRole('radio').last().click();
    await person.button('pictures.show').click();
    await expect(person.text('pictures.shown')).toBeVisible();
    await person.looksRight();
    await person.button('pictures.take_back').first().click();
    await expect(person.text('pictures.none')).toBeVisible();
  },
};

for (const [on, options] of [['phone', {}], ['desk', desk]])
  for (const role of Object.keys(acts))
    test(`${role}, ${on}`, async ({ browser }) => {
      const person = await openPerson(browser, server, 'fr', { ...options, acceptDownloads: true });
      const { email, password } = loginOf(role);
      await person.page.goto('/sign-in');
      await person.field('door.email').fill(email);
      await person.field('door.password').fill(password);
      await person.button('door.sign_in.act').click();
      await person.page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      await acts[role](person, { on });
      await person.close();
    });
