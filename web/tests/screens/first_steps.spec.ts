import { expect, test, type Page } from '@playwright/test';
import * as given from './answers';

const token = 'a1b2c3d4e5f6a7b8c9d0';
const administrator = {
  ...given.lead,
  roles: ['administrator'],
  permissions: [...given.lead.permissions, 'people.edit']
};
const noMail = { ...given.programme, can_mail: false };
const french = (page: Page) => page.addInitScript(() => localStorage.setItem('essaim.language', 'fr'));

test.describe('a set-up link', () => {
  for (const [set_up, says] of [
    [false, 'Redémarrez le serveur'],
    [true, 'Le programme existe déjà.']
  ] as const) {
    test(`that opens nothing shows no form; the programme ${set_up ? 'is' : 'is not'} set up`, async ({ page }) => {
      await french(page);
      await given.answer(page, {
        'GET /programme': { ...given.programme, set_up },
        'POST /setup/view': { state: 'ended' }
      });
      await page.goto(`/setup#${token}`);
      await expect(page.getByRole('heading', { name: 'Ce lien a déjà servi, ou il a expiré' })).toBeVisible();
      await expect(page.getByText(says)).toBeVisible();
      await expect(page.getByRole('textbox')).toHaveCount(0);
      await expect(page.getByRole('link', { name: 'Se connecter' })).toHaveCount(set_up ? 1 : 0);
    });
  }

  test('that lives shows the form', async ({ page }) => {
    await french(page);
    await given.answer(page, {
      'GET /programme': { ...given.programme, set_up: false },
      'POST /setup/view': { state: 'open' }
    });
    await page.goto(`/setup#${token}`);
    await expect(page.getByRole('button', { name: 'Créer le programme' })).toBeVisible();
  });
});

test.describe('the first steps', () => {
  const open = async (page: Page, steps: object, more: given.Answers = {}) => {
    await french(page);
    await given.answer(page, {
      'GET /programme': noMail,
      'GET /me': administrator,
      'GET /themes': given.themes,
      'GET /people': { items: [], next: null, total: 1 },
      'GET /groups': [],
      'GET /sources': [],
      'GET /stories': { items: [], next: null, total: 0 },
      'GET /first-steps': steps,
      ...more
    });
    await page.goto('/people');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    return page.getByRole('region', { name: 'Pour commencer' });
  };

  test('are those that are not done, in their order', async ({ page }) => {
    const card = await open(page, { people: false, invited: false, charter_read: false });
    await expect(card.getByRole('listitem')).toContainText([
      'Importer les personnes',
      'Lire la charte',
      'Apporter des contenus',
      'Relier le courriel',
      'Inviter'
    ]);
  });

  test('vanish one by one, and with a mail server its own does', async ({ page }) => {
    const card = await open(
      page,
      { people: true, invited: false, charter_read: true },
      { 'GET /programme': given.programme, 'GET /sources': [{ id: 's1' }] }
    );
    await expect(card.getByRole('listitem')).toContainText(['Inviter']);
  });

  test('are over once only the mail server, which is the operator’s, is missing', async ({ page }) => {
    const asked = page.waitForResponse((response) => response.url().includes('/stories'));
    const card = await open(
      page,
      { people: true, invited: true, charter_read: true },
      { 'GET /stories': { items: [{ id: 's1' }], next: null, total: 1 } }
    );
    await asked;
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(card).toHaveCount(0);
  });
});

test('whoever leaves with a role hears that the role stays', async ({ page }) => {
  await french(page);
  await given.answer(page, {
    'GET /programme': given.programme,
    'GET /me': administrator,
    'GET /themes': given.themes,
    'GET /me/sessions': []
  });
  await page.goto('/me');
  await page.getByRole('button', { name: 'Quitter le programme' }).click();
  await expect(page.getByRole('dialog')).toContainText('vous a été confié par l’organisation');
});

test('the charter says that working time is unsaid', async ({ page }) => {
  await french(page);
  await given.answer(page, {
    'GET /programme': given.programme,
    'GET /me': 401,
    'GET /charter': { ...given.charter('fr'), working_time: 'unsaid' }
  });
  await page.goto('/charter');
  await expect(page.getByText('n’a pas encore dit si ce temps compte comme temps de travail')).toBeVisible();
});
