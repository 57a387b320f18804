// An administrator says the organisation's own words, on a phone: the example follows while one writes, and once kept
// every screen says them, also to somebody who has not signed in.
import { expect, test } from '@playwright/test';
import { openOrganisation, password } from '../scenarios/lib/organisation.mjs';
import { openPerson } from './lib/person.mjs';

test('an organisation says its own words', async ({ browser }) => {
  const organisation = await openOrganisation();
  try {
    const camille = await openPerson(browser, organisation.server, 'fr');
    const { page } = camille;
    await page.goto('/sign-in');
    await camille.field('door.email').fill('camille@acieries.example');
    await camille.field('door.password').fill(password);
    await camille.button('door.sign_in.act').tap();
    await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
    await page.goto('/settings');
    const card = page.locator('section', { has: page.getByRole('heading', { name: camille.t('settings.words.title') }) });
    const group = (name) => card.getByRole('group', { name: camille.t(name) });
    const write = (of, form, text) => group(`settings.words.${of}`).getByLabel(camille.t(`settings.words.${form}`), { exact: true }).fill(text);
    await write('members', 'feminine', 'éclaireuse');
    await write('members', 'masculine', 'éclaireur');
    await write('members', 'plural', 'éclaireuses et éclaireurs');
    await write('programme', 'noun', 'équipe');
    await group('settings.words.programme').getByLabel(camille.t('settings.words.gender'), { exact: true }).selectOption('feminine');
    await expect(card.getByText('Déjà éclaireuse ou éclaireur')).toContainText('aux pilotes de l’équipe. On quitte l’équipe quand on veut.');
    await camille.looksRight();
    // Nothing is said elsewhere before it is kept; then it is, without another visit.
    await expect(page.getByLabel('Nom du programme', { exact: true })).toBeVisible();
    await camille.button('settings.save').tap();
    await expect(page.getByLabel('Nom de l’équipe', { exact: true })).toBeVisible();
    await page.goto('/library/sources');
    await expect(page.getByText('Les éclaireuses et éclaireurs suivent')).toBeVisible();

    const visitor = await openPerson(browser, organisation.server, 'fr');
    await visitor.page.goto('/join');
    await expect(visitor.page.getByRole('heading', { name: 'On rejoint cette équipe sur invitation' })).toBeVisible();
    await expect(visitor.page.getByText('Dites aux pilotes que vous aimeriez en être.')).toBeVisible();
    await visitor.looksRight();
    await visitor.close();

    // An emptied field is the first word again.
    await page.goto('/settings');
    await write('members', 'plural', '');
    await expect(card.getByText('Déjà éclaireuse ou éclaireur')).toContainText('Les membres se retrouvent ici.');
    await camille.button('settings.save').tap();
    await expect(group('settings.words.members').getByLabel(camille.t('settings.words.plural'), { exact: true })).toHaveValue('membres');
    await camille.close();
  } finally {
    await organisation.close();
  }
});
