// Two people without a mouse, on a desktop in the dark, in the demo company: a member shares and looks at what came of
// it; an editor turns an address into a published story.
import { expect, test } from '@playwright/test';
import { serveSite } from '../scenarios/lib/pages.mjs';
import { startServer } from '../scenarios/lib/server.mjs';
import { desk, Keyboard } from './lib/keyboard.mjs';
import { openPerson } from './lib/person.mjs';

const password = 'les-eclaireurs';
const language = 'fr';
let server;
let site;

test.beforeAll(async () => {
  site = await serveSite({
    '/pompes.html': `<!doctype html><html lang="fr"><head><title>Dix ans de pompes à chaleur</title>
      <meta property="og:title" content="Dix ans de pompes à chaleur en copropriété">
      <meta property="og:description" content="Ce que disent dix ans de relevés, immeuble par immeuble.">
      <meta property="og:site_name" content="Énergie en régions"></head><body><p>Relevés.</p></body></html>`,
  });
  server = await startServer({ arguments: ['--demo'] });
});
test.afterAll(async () => {
  await server?.stop();
  await site?.close();
});

async function arrive(browser, email) {
  const person = await openPerson(browser, server, language, desk);
  const keys = new Keyboard(person.page);
  await person.page.goto('/sign-in');
  await keys.to(person.field('door.email'), 4);
  await keys.type(email);
  await keys.to(person.field('door.password'), 1);
  await keys.type(password);
  await keys.press('Enter');
  await person.page.waitForURL('**/today');
  return { person, keys };
}

test('a member shares and looks at what came of it, by keyboard alone', async ({ browser }) => {
  const { person, keys } = await arrive(browser, 'ines.kerjean@helianne.example');
  const { page } = person;
  await page.context().route(/^https:\/\/(?!127)/, (route) => route.fulfill({ status: 200, contentType: 'text/html', body: '<title>network</title>' }));

  // Past the navigation in two presses, then the first story.
  await keys.to(person.link('shell.skip'), 1);
  await keys.press('Enter');
  await expect(page.locator('main')).toBeFocused();
  await keys.to(page.getByRole('link', { name: new RegExp(`^${person.t('today.share')}`) }).first(), 6);
  await keys.press('Enter');
  await page.waitForURL('**/share');

  const area = page.getByRole('textbox', { name: person.t('sharing.text_label', { network: 'LinkedIn', place: 'other' }) });
  await keys.to(area, 16);
  await keys.type('Ce que j’en retiens, après dix ans de terrain.');
  const open = person.button('sharing.open.page', { network: 'LinkedIn' });
  await keys.to(open, 12);
  const [composer] = await Promise.all([page.context().waitForEvent('page'), keys.press('Enter')]);
  await composer.close();
  await keys.to(page.getByRole('button', { name: person.t('sharing.outcome.done') }), 6);
  await keys.press('Enter');
  await expect(page.getByRole('heading', { name: person.t('sharing.said.out', { network: 'LinkedIn', place: 'other' }) })).toBeFocused();
  await keys.to(person.link('sharing.said.today'), 2);
  await keys.press('Enter');
  await page.waitForURL('**/today');

  await keys.to(person.link('shell.nav.influence'), 4);
  await keys.press('Enter');
  await page.waitForURL('**/influence');
  const card = page.getByRole('region', { name: person.t('influence.themes.title'), exact: true });
  const toTable = card.getByRole('button', { name: person.t('influence.see_table') });
  await keys.to(toTable, 24);
  await keys.press('Enter');
  await expect(card.getByRole('table')).toBeVisible();
  // Where one was, one still is: the same button now leads back to the drawing.
  await expect(card.getByRole('button', { name: person.t('influence.see_chart') })).toBeFocused();
  await person.looksRight();

  await page.keyboard.press('Home');
  await keys.to(page.getByRole('navigation').getByRole('link', { name: /Kerjean/ }), 24, 'Shift+Tab');
  await keys.press('Enter');
  await page.waitForURL('**/me');
  // The way out is the last thing on the page.
  const out = person.button('me.sign_out');
  await out.waitFor();
  // From the end backwards, past the two answers to the demo's offer of a tour.
  await keys.to(out, 4, 'Shift+Tab');
  await keys.press('Enter');
  await page.waitForURL('**/sign-in');
  await person.close();
});

test('the editor’s minute: from an address to a published story, by keyboard alone', async ({ browser }) => {
  const { person, keys } = await arrive(browser, 'tom.lacaze@helianne.example');
  const { page } = person;
  await keys.to(person.link('shell.nav.library'), 6);
  await keys.press('Enter');
  await page.waitForURL('**/library');
  const before = keys.presses;
  // Past the navigation, however many rooms it has.
  await keys.to(person.link('shell.skip'), 2);
  await keys.press('Enter');
  await keys.to(person.link('library.add_address'), 4);
  await keys.press('Enter');
  await page.waitForURL('**/library/stories/new');

  // The address is where one begins; its page fills the rest.
  await expect(page.getByRole('textbox', { name: person.t('library.field.address') })).toBeFocused();
  await keys.type(`${site.url}/pompes.html`);
  await keys.press('Enter');
  await expect(page.getByRole('textbox', { name: person.t('library.field.title'), exact: true })).toHaveValue('Dix ans de pompes à chaleur en copropriété');
  await person.looksRight();
  await keys.press('Control+Enter');
  await expect(page.getByText(person.t('library.state.published'), { exact: true }).first()).toBeVisible();
  expect(keys.presses - before, 'presses from the library to a published story, the address aside').toBeLessThanOrEqual(12);
  await person.close();
});
