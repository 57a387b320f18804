import { expect, test, type Page } from '@playwright/test';
import * as given from './answers';

// A browser that speaks English and was never here; an account whose language is French.
test.use({ locale: 'en-US' });

async function open(page: Page, demo: boolean) {
  let preferences = { ...given.member.preferences, language: 'fr' };
  await given.answer(page, {
    'GET /programme': { ...given.programme, demo },
    'GET /themes': given.themes,
    'GET /me': () => ({ ...given.member, preferences }),
    'GET /me/sessions': [],
    'POST /session': given.member
  });
  await page.route('**/api/v1/me/preferences', (route) => {
    preferences = route.request().postDataJSON() as typeof preferences;
    return route.fulfill({ json: preferences });
  });
  await page.goto('/sign-in?next=/me');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.locator('input[type=email]').fill('ines.kerjean@helianne.example');
  await page.locator('input[type=password]').fill('une phrase à moi');
  await page.locator('button[type=submit]').click();
  await expect(page).toHaveURL(/\/me$/);
}

const choice = (page: Page) => page.locator('#appearance').getByRole('combobox');
const lang = (page: Page) => page.locator('html');

test('whoever signs in is spoken to in the language of the account, and again after a reload', async ({ page }) => {
  await open(page, false);
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(lang(page)).toHaveAttribute('lang', 'fr');
    await expect(page.getByText('Langue de l’application et des e-mails')).toBeVisible();
    await expect(choice(page)).toHaveValue('fr');
  }
});

test('in the demo a browser keeps its language, and Me names the one that the screen speaks', async ({ page }) => {
  await open(page, true);
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(page.getByText('Language of the app and of e-mails')).toBeVisible();
    await expect(choice(page)).toHaveValue('en');
  }
  await choice(page).selectOption('fr');
  await expect(lang(page)).toHaveAttribute('lang', 'fr');
  await expect(choice(page)).toHaveValue('fr');
  await page.reload();
  await expect(page.getByText('Langue de l’application et des e-mails')).toBeVisible();
  await expect(choice(page)).toHaveValue('fr');
});
