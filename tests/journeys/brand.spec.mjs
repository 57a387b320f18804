// An administrator dresses the programme, on a phone: what a colour becomes is shown while it is chosen, and once kept
// every screen wears it, before anything is drawn, also for somebody who has not signed in. With the hardest colours
// there are, everything can still be read.
import { expect, test } from '@playwright/test';
import { openCompany, password } from '../scenarios/lib/organisation.mjs';
import { disc } from '../scenarios/lib/mark.mjs';
import { openPerson } from './lib/person.mjs';

const property = (page, name) => page.evaluate((of) => getComputedStyle(document.documentElement).getPropertyValue(`--${of}`).trim(), name);
const colourOf = (locator) => locator.evaluate((element) => getComputedStyle(element).backgroundColor);
const inScheme = (page, scheme) => page.evaluate((chosen) => (document.documentElement.dataset.scheme = chosen), scheme);

test('an organisation dresses the programme in its colour and mark', async ({ browser }) => {
  const company = await openCompany();
  try {
    const camille = await openPerson(browser, company.server, 'fr');
    const { page } = camille;
    await page.goto('/sign-in');
    await camille.field('door.email').fill('camille@acieries.example');
    await camille.field('door.password').fill(password);
    await camille.button('door.sign_in.act').tap();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto('/settings');
    const card = page.locator('section', { has: page.getByRole('heading', { name: camille.t('settings.brand.title') }) });
    const field = card.getByLabel(camille.t('settings.brand.colour'), { exact: true });

    // While it is written: what it becomes, and what had to move.
    await field.fill('#ffd4');
    await expect(card.getByText(camille.t('problem.brand.colour_malformed'))).toBeVisible();
    await field.fill('#FFD400');
    await expect(card.getByText('#ffd400 devient #', { exact: false }).first()).toBeVisible();
    await expect(card.locator('[data-panel=dark] .button')).toHaveCSS('background-color', 'rgb(255, 212, 0)');
    await camille.looksRight();
    await field.fill('#7b2ff7');
    await expect(card.getByText(camille.t('settings.brand.unmoved'))).toBeVisible();

    // A mark, seen on the three grounds before it is kept.
    const choose = card.locator('input[type=file]');
    await choose.setInputFiles({ name: 'mark.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') });
    await expect(card.getByRole('alert')).toContainText(camille.t('problem.picture.unsupported'));
    await choose.setInputFiles({ name: 'mark.png', mimeType: 'image/png', buffer: disc([10, 35, 66], 128) });
    await expect(card.getByText(camille.t('settings.mark.tile_on_dark'))).toBeVisible();
    await expect(card.locator('[data-panel=light] .own')).toHaveCSS('background-image', /\/brand\/[0-9a-f]{64}\.png/);
    await expect(card.locator('[data-panel=dark] .own')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    await camille.looksRight();
    expect(await property(page, 'primary'), 'nothing is worn before it is kept').toBe('#135847');
    await camille.button('settings.save').tap();
    await expect.poll(() => property(page, 'primary'), 'then at once, without another visit').toBe('#7b2ff7');
    await expect(page.locator('.topbar .own')).toBeVisible();
    await expect(page.locator('.topbar svg').first()).toBeHidden();
    expect(await page.locator('meta[name=theme-color]').getAttribute('content')).toBe('#7b2ff7');

    // Somebody at the door wears it from the first paint: the stylesheet stands in the page before any script.
    const visitor = await openPerson(browser, company.server, 'fr');
    await visitor.page.route(/\/_app\/.*\.js/, (route) => route.abort());
    await visitor.page.goto('/sign-in', { waitUntil: 'domcontentloaded' });
    expect(await property(visitor.page, 'primary')).toBe('#7b2ff7');
    expect(await visitor.page.locator('meta[name=theme-color]').getAttribute('content')).toBe('#7b2ff7');
    await visitor.page.unroute(/\/_app\/.*\.js/);
    visitor.problems.length = 0; // that the scripts were held back is no fault of the page
    await visitor.page.reload();
    await expect(visitor.page.locator('header .own')).toBeVisible();
    expect(await colourOf(visitor.button('door.sign_in.act'))).toBe('rgb(123, 47, 247)');
    await visitor.looksRight();
    await visitor.page.goto('/r/none');
    await expect(visitor.page.locator('main i')).toBeVisible();
    await expect(visitor.page.locator('main svg')).toBeHidden();
    expect(await colourOf(visitor.page.locator('body'))).not.toBe('rgb(11, 51, 41)');
    await visitor.looksRight();
    await visitor.close();

    // The hardest colours: yellow, nearly white, nearly black. Whatever is worn, all can be read in both schemes.
    const awa = await openPerson(browser, company.server, 'fr');
    await awa.context.addCookies([...company.awa.cookies].map(([name, value]) => ({ name, value, url: company.server.url })));
    for (const colour of ['#ffd400', '#fdfdf8', '#0a0a0a']) {
      await page.goto('/settings');
      await field.fill(colour);
      await camille.button('settings.save').tap();
      await expect(page.getByText(camille.t('settings.saved')).first()).toBeVisible();
      for (const [person, path] of [[camille, '/settings'], [camille, '/people'], [awa, '/today'], [awa, '/me'], [awa, '/charter']]) {
        await person.page.goto(path);
        await expect(person.page.getByRole('heading', { level: 1 })).toBeVisible();
        for (const scheme of ['light', 'dark']) {
          await inScheme(person.page, scheme);
          await person.looksRight();
        }
      }
    }
    await awa.close();

    // And back to Essaim's.
    await page.goto('/settings');
    await card.getByRole('button', { name: camille.t('settings.brand.colour_default') }).tap();
    await card.getByRole('button', { name: camille.t('settings.mark.default') }).tap();
    await camille.button('settings.save').tap();
    await expect.poll(() => property(page, 'primary')).toBe('#135847');
    await expect(page.locator('.topbar .own')).toBeHidden();
    await camille.close();
  } finally {
    await company.close();
  }
});
